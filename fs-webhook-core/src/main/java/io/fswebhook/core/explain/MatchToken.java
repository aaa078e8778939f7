package io.fswebhook.core.explain;

import io.fswebhook.core.verify.StreamAccess;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares what may be a token with the tokens of a stream. */
final class MatchToken {

  private static final int SHORTEST_PART = 4;

  private MatchToken() {}

  static boolean isExact(String text, StreamAccess access) {
    return access.tokens().contains(text);
  }

  /** How the text differs slightly from a token; null if it differs from all of them in full. */
  static @Nullable Guess<String> near(String text, StreamAccess access) {
    return access.tokens().stream()
        .flatMap(token -> near(text, token).stream())
        .findFirst()
        .orElse(null);
  }

  /**
   * At least half of a token must be there: with less, whoever may read findings could guess the
   * token piece by piece.
   */
  private static List<Guess<String>> near(String text, String token) {
    if (text.equalsIgnoreCase(token)) {
      return List.of(
          Guess.of(
              token,
              "token-case",
              "The token is right except for upper and lower case: copy it unchanged."));
    }
    if (isPart(text, token)) {
      return List.of(Guess.of(token, "token-cut-off", () -> cutOff(text.length(), token.length())));
    }
    if (token.length() >= SHORTEST_PART && isPart(token, text)) {
      return List.of(
          Guess.of(token, "token-appended", () -> appended(text.length() - token.length())));
    }
    return List.of();
  }

  /** Whether the text begins or ends with the part, which is at least half of it. */
  private static boolean isPart(String part, String text) {
    return part.length() >= SHORTEST_PART
        && part.length() < text.length()
        && 2 * part.length() >= text.length()
        && (text.startsWith(part) || text.endsWith(part));
  }

  private static String cutOff(int length, int whole) {
    return String.format(
        Locale.ROOT,
        "The token is cut off: %d of its %d characters arrived. Copy it in full, and check whether a comma, a quote or a variable of a shell ends it early.",
        length,
        whole);
  }

  private static String appended(int more) {
    return String.format(
        Locale.ROOT,
        "There %s more than the token: remove what was added before or after it.",
        more == 1 ? "is 1 character" : "are " + more + " characters");
  }
}
