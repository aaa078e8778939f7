package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the header with a token leniently, in every way it may be meant. */
final class ReadToken {

  private static final int MOST_STEPS = 4;
  private static final int SHORTEST_ENCODED = 8;

  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(.+)");
  private static final Pattern BASIC = Pattern.compile("(?i)basic +(\\S+)");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z-]{1,16}(?: *[:=] *| +)(\\S.*)");
  private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern AROUND =
      Pattern.compile("^[\\s\\p{Z}\\p{C}]+|[\\s\\p{Z}\\p{C}]+$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final List<String> QUOTES =
      List.of("\"\"", "''", "``", "<>", "[]", "{}", "()", "“”");

  private final boolean isBearer;
  private final List<Guess<String>> tokens = new ArrayList<>();

  /** A text on the way to the token. */
  private record Step(String text, boolean hadScheme) {}

  private ReadToken(boolean isBearer) {
    this.isBearer = isBearer;
  }

  /**
   * What may be the token, the likeliest first.
   *
   * @param isBearer whether it must come after {@code Bearer}, or alone
   */
  static List<Guess<String>> of(String line, boolean isBearer) {
    ReadToken read = new ReadToken(isBearer);
    read.follow(Guess.asItShouldBe(new Step(line.strip(), false)), MOST_STEPS);
    read.tokens.sort(Comparator.comparingInt(Guess::distance));
    return read.tokens;
  }

  private void follow(Guess<Step> guess, int steps) {
    Step step = guess.what();
    tokens.add(guess.with(token(step)));
    if (steps > 0) {
      addNext(step, next -> follow(guess.with(next), steps - 1));
    }
  }

  private Guess<String> token(Step step) {
    return isBearer && !step.hadScheme
        ? Guess.of(
            step.text,
            "token-scheme-missing",
            "The token is sent without its scheme: the header must be 'Bearer <token>'.")
        : Guess.asItShouldBe(step.text);
  }

  private void addNext(Step step, Consumer<Guess<Step>> next) {
    if (addWithoutScheme(step, next)) {
      return;
    }
    String text = step.text;
    add(
        AROUND.matcher(text).replaceAll(""),
        step,
        "token-spaces",
        "There is white space or an invisible character around the token: remove it.",
        next);
    add(
        unquoted(text),
        step,
        "token-quotes",
        "The token is in quotes or brackets: send it without them.",
        next);
    add(
        unescaped(text),
        step,
        "token-percent-encoded",
        "The token is percent-encoded, such as %3D for =: send it as it is.",
        next);
    add(
        decoded(text),
        step,
        "token-base64-encoded",
        "The token is encoded in base64: send it as it is.",
        next);
  }

  private static void add(
      @Nullable String text,
      Step before,
      String code,
      String sentence,
      Consumer<Guess<Step>> next) {
    if (text != null && !text.isEmpty() && !text.equals(before.text)) {
      next.accept(Guess.of(new Step(text, before.hadScheme), code, sentence));
    }
  }

  /** Returns whether there surely is a scheme; another word may belong to the token. */
  private boolean addWithoutScheme(Step step, Consumer<Guess<Step>> next) {
    Matcher bearer = BEARER.matcher(step.text);
    if (bearer.matches()) {
      next.accept(bearer(new Step(bearer.group(1).strip(), true), step.hadScheme));
      return true;
    }
    Matcher basic = BASIC.matcher(step.text);
    if (basic.matches()) {
      addOfBasic(basic.group(1), next);
      return true;
    }
    Matcher other = SCHEME.matcher(step.text);
    if (other.matches()) {
      next.accept(
          Guess.of(
              new Step(other.group(1).strip(), true),
              "token-scheme",
              isBearer
                  ? "The token comes after another scheme, or not after a space: the header must be 'Bearer <token>'."
                  : "The token comes after a scheme: the header must have the token alone."));
    }
    return false;
  }

  private Guess<Step> bearer(Step step, boolean isSecond) {
    if (isSecond) {
      return Guess.of(
          step,
          "token-scheme-doubled",
          "The scheme occurs twice, 'Bearer Bearer <token>': in FullStory, remove one of them.");
    }
    return isBearer
        ? Guess.asItShouldBe(step)
        : Guess.of(
            step,
            "token-scheme-unwanted",
            "The token comes after 'Bearer': this header must have the token alone.");
  }

  /** The password, or the user name where there is no password. */
  private static void addOfBasic(String credentials, Consumer<Guess<Step>> next) {
    String text = decoded(credentials);
    if (text == null) {
      return;
    }
    for (String part : text.split(":", 2)) {
      if (!part.isEmpty()) {
        next.accept(
            Guess.of(
                new Step(part, true),
                "token-basic",
                "The token is sent as the password or user name of Basic authentication: in FullStory, choose a header of your own in place of Basic, with the value 'Bearer <token>' if it is Authorization."));
      }
    }
  }

  private static @Nullable String unquoted(String text) {
    int end = text.length() - 1;
    boolean isQuoted = end > 1 && QUOTES.contains("" + text.charAt(0) + text.charAt(end));
    return isQuoted ? text.substring(1, end) : null;
  }

  private static @Nullable String unescaped(String text) {
    if (!PERCENT.matcher(text).find()) {
      return null;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) { // a percent sign of the token's own
      return null;
    }
  }

  private static @Nullable String decoded(String text) {
    byte[] bytes = text.length() < SHORTEST_ENCODED ? null : Bytes.fromBase64(text.getBytes(UTF_8));
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
