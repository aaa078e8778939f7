package io.fswebhook.war.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Any text as the value of a mail's header: encoded words (RFC 2047) if it is not plain. */
final class HeaderText {

  /** An encoded word has at most 75 characters, and a character at most 4 bytes. */
  private static final int BYTES = 45;

  private static final int LONGEST_PLAIN = 200;

  private HeaderText() {}

  static String encoded(String text) {
    boolean isPlain =
        text.length() <= LONGEST_PLAIN
            && text.chars().allMatch(each -> each >= ' ' && each < 0x7f)
            && !text.contains("=?");
    return isPlain ? text : String.join("\r\n ", words(text));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              String character = Character.toString(each);
              if (bytes(word + character).length > BYTES) {
                words.add(word(word));
                word.setLength(0);
              }
              word.append(character);
            });
    words.add(word(word));
    return words;
  }

  private static String word(CharSequence text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(text.toString())) + "?=";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
