package io.fswebhook.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request to a stream as they may be stored and shown: the scheme and the length
 * of what may be a token, and never a character of it.
 */
public final class TokenExcerpt {

  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "digest", "token", "apikey", "api-key");
  private static final int MOST_LINES = 3;

  private TokenExcerpt() {}

  /** Null if there are none. */
  public static @Nullable String of(Map<String, List<String>> headers) {
    List<String> shown = new ArrayList<>();
    headers.forEach((name, lines) -> lines.forEach(line -> shown.add(name + ": " + of(line))));
    return shown.isEmpty() ? null : String.join(" | ", shown.subList(0, most(shown)));
  }

  private static int most(List<String> shown) {
    return Math.min(shown.size(), MOST_LINES);
  }

  private static String of(String line) {
    String text = line.strip();
    if (isSignature(text)) {
      return HeaderExcerpt.line(text);
    }
    int space = text.indexOf(' ');
    String scheme = space < 0 ? "" : text.substring(0, space);
    boolean isKnown = SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
    return isKnown
        ? scheme + " " + hidden(text.substring(space).strip().length())
        : hidden(text.length());
  }

  /** In FullStory's format; those of other schemes look like tokens. */
  private static boolean isSignature(String text) {
    return text.startsWith("o:") && text.contains(",t:") && text.contains(",v:");
  }

  private static String hidden(int length) {
    return length == 0 ? "[empty]" : "…[" + length + " characters]";
  }
}
