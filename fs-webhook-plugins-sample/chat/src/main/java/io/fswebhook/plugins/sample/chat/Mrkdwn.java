package io.fswebhook.plugins.sample.chat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text in the chat's markup, mrkdwn. Untrusted text is escaped, so that it can neither link nor
 * mention people ({@code <!channel>}), and truncated without splitting entities or surrogate pairs.
 * The bounds of all texts in a block add up to less than the block's limit.
 */
final class Mrkdwn {

  static final int LONGEST_LABEL = 300;

  private static final int LONGEST_URL = 1_500;
  private static final int LONGEST_NUMBER = 40;
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Mrkdwn() {}

  /** One line. */
  static String line(String text, int longest) {
    return escape(text.replaceAll("\\s+", " ").strip(), longest, "\n");
  }

  /** Keeps line breaks. */
  static String lines(String text, int longest) {
    return escape(text.strip(), longest, "\n");
  }

  /** A block quote that keeps line breaks. */
  static String quote(String text, int longest) {
    return "> " + escape(text.strip(), longest - 2, "\n> ");
  }

  /** Just the label if a chat cannot link the URL. */
  static String link(@Nullable String url, String label) {
    String text = line(label, LONGEST_LABEL);
    return linkable(url).map(target -> "<" + target + "|" + text + ">").orElse(text);
  }

  /** In the reader's time zone, or in UTC where the chat does not support the markup. */
  static String time(Instant time) {
    if (time.isBefore(Instant.EPOCH) || !time.isBefore(YEAR_10000)) {
      return time.toString();
    }
    return String.format(
        Locale.ROOT,
        "<!date^%d^{date_short_pretty} {time}|%s>",
        time.getEpochSecond(),
        UTC.format(time));
  }

  static String number(BigDecimal number) {
    boolean isShort = Math.abs(number.scale()) <= LONGEST_NUMBER;
    return line(isShort ? number.toPlainString() : number.toString(), LONGEST_NUMBER);
  }

  static Optional<String> linkable(@Nullable String url) {
    if (url == null || !url.matches("(?i)https?://[^\\s\\p{Cntrl}]+")) {
      return Optional.empty();
    }
    String escaped =
        url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C");
    return Optional.of(escaped).filter(target -> target.length() <= LONGEST_URL);
  }

  private static String escape(String text, int longest, String lineEnd) {
    StringBuilder escaped = new StringBuilder();
    for (int c : text.replace("\r\n", "\n").codePoints().toArray()) {
      String piece = escape(c, lineEnd);
      if (escaped.length() + piece.length() > longest - 1) {
        return escaped.append('…').toString();
      }
      escaped.append(piece);
    }
    return escaped.toString();
  }

  private static String escape(int c, String lineEnd) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\n' -> lineEnd;
      default -> Character.isISOControl(c) ? " " : Character.toString(c);
    };
  }
}
