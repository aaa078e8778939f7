package io.fswebhook.core.explain;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Parses an HMAC in any encoding that a sender may have used. */
final class ReadValue {

  private static final int BYTES = 32;
  private static final int LONGEST = 200;

  private ReadValue() {}

  /** The encoding of an HMAC. */
  enum Form {
    HEX,
    BASE64
  }

  /**
   * An HMAC.
   *
   * @param bytes 32 of them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Value(byte[] bytes, Form form) {}

  static Optional<Guess<Value>> of(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String bare = text.strip();
    if (bare.length() != text.length()) {
      return of(bare).map(guess -> spaces().with(guess));
    }
    if (isQuoted(text)) {
      return of(text.substring(1, text.length() - 1)).map(guess -> quotes().with(guess));
    }
    Optional<Value> hex = hex(text);
    if (hex.isPresent()) {
      return hex.map(Guess::asItShouldBe);
    }
    return base64(text);
  }

  static boolean isQuoted(String text) {
    int end = text.length() - 1;
    return end > 1
        && text.charAt(0) == text.charAt(end)
        && (text.charAt(0) == '"' || text.charAt(0) == '\'');
  }

  static Guess<String> quotes() {
    return Guess.of("", "quotes", "The signature is in quotes: send it without them.");
  }

  private static Guess<String> spaces() {
    return Guess.of(
        "", "spaces", "There is white space around the signature: send it without white space.");
  }

  private static Optional<Value> hex(String text) {
    if (text.length() != 2 * BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    return Optional.of(new Value(HexFormat.of().parseHex(text), Form.HEX));
  }

  private static Optional<Guess<Value>> base64(String text) {
    String standard = text.replace('-', '+').replace('_', '/').replace(' ', '+');
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length == 2 * BYTES) {
      return hexInBase64(bytes);
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    Value value = new Value(bytes, Form.BASE64);
    if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
      return Optional.of(Guess.asItShouldBe(value));
    }
    return Optional.of(Guess.of(value, "base64-form", form(text)));
  }

  private static String form(String text) {
    if (text.indexOf(' ') >= 0) {
      return "The signature has spaces instead of '+': a proxy in between URL-decoded it.";
    }
    if (text.indexOf('-') >= 0 || text.indexOf('_') >= 0) {
      return "The signature is in URL-safe base64, with '-' and '_': it must be standard base64, with '+' and '/'.";
    }
    return "The signature is base64 without padding, or with stray bits at the end: it must be standard base64 with '=' at the end, 44 characters.";
  }

  private static Optional<Guess<Value>> hexInBase64(byte[] digits) {
    char[] text = new char[digits.length];
    for (int i = 0; i < digits.length; i++) {
      text[i] = (char) (digits[i] & 0xff);
    }
    return hex(new String(text))
        .map(
            value ->
                Guess.of(
                    new Value(value.bytes(), Form.BASE64),
                    "hex-in-base64",
                    "The signature is the base64 of hexadecimal digits: it must be the base64 of the 32 bytes themselves."));
  }
}
