package io.fswebhook.core.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.Sha256;
import java.nio.ByteBuffer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The same number for errors of one kind: a hash of classes and messages without what differs from
 * delivery to delivery, such as ids, times and addresses. Status and error codes stay, since they
 * tell kinds apart.
 */
final class ErrorFingerprint {

  private static final String ANY = "#";

  /** A status or an error code, after a word that says so. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?i)\\b(?:(HTTP(?:/\\d(?:\\.\\d)?)?|status|code|sqlstate|errno|error)[\\s:=(\\[]{1,3}(\\d{1,5})"
              + "|(answered|returned|responded|response|got|with)[\\s:=(\\[]{1,3}([1-5]\\d\\d))"
              + "(?!\\w|\\.\\d)");

  private static final Pattern URL_QUERY =
      Pattern.compile("(\\b\\w++://[^\\s?#\"']*)[?#][^\\s\"']*");
  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"]*+\"|(?<!\\w)'[^']*+'(?!\\w)|`[^`]*+`|“[^”]*+”|‘[^’]*+’|«[^»]*+»");
  private static final Pattern DATE =
      Pattern.compile(
          "(?:\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?"
              + "(?:\\b\\d{1,2}[ -])?\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
              + "(?:[ -]\\d{1,4}\\b)");
  private static final Pattern DURATION = Pattern.compile("\\bP(?:\\d+D)?T?\\d[\\d.HMS]*");
  private static final Pattern HEX =
      Pattern.compile("\\b(?:0x)?[0-9a-fA-F]{8,}\\b|@[0-9a-f]{4,}\\b");
  private static final Pattern TOKEN = Pattern.compile("[\\w-]++");
  private static final Pattern SEVERAL = Pattern.compile("#(?:[\\s,;:/+=._-]*+#)++");

  private ErrorFingerprint() {}

  static long of(String error) {
    return ByteBuffer.wrap(Sha256.of(kind(error).getBytes(UTF_8))).getLong();
  }

  /** What all errors of a kind have in common. */
  static String kind(String error) {
    String text = URL_QUERY.matcher(error).replaceAll("$1");
    text = CODE.matcher(text).replaceAll(ErrorFingerprint::spelled);
    text = QUOTED.matcher(text).replaceAll(ANY);
    text = DATE.matcher(text).replaceAll(ANY);
    text = DURATION.matcher(text).replaceAll(ANY);
    text = HEX.matcher(text).replaceAll(ANY);
    text = TOKEN.matcher(text).replaceAll(ErrorFingerprint::nameOnly);
    text = SEVERAL.matcher(text).replaceAll(ANY);
    return text.strip().replaceAll("\\s+", " ");
  }

  /** As letters, which nothing after it replaces. */
  private static String spelled(MatchResult code) {
    int group = code.group(1) == null ? 3 : 1;
    StringBuilder letters = new StringBuilder();
    code.group(group).chars().filter(Character::isLetter).forEach(letters::appendCodePoint);
    letters.append(' ');
    code.group(group + 1).chars().forEach(digit -> letters.append((char) ('G' + digit - '0')));
    return letters.toString();
  }

  /** An id is anything; a name of a class or a host keeps its letters. */
  private static String nameOnly(MatchResult token) {
    String text = token.group();
    int end = text.length();
    while (end > 0 && !Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    String name = text.substring(0, end);
    long digits = name.chars().filter(Character::isDigit).count();
    if (end == 0 || digits > 1 || !Character.isLetter(text.charAt(0))) {
      return text.chars().anyMatch(Character::isDigit) ? ANY : text;
    }
    return name + (end < text.length() ? ANY : "");
  }
}
