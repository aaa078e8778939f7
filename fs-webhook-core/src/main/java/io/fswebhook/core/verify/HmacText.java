package io.fswebhook.core.verify;

import java.util.Base64;
import java.util.HexFormat;

/** Reads an HMAC-SHA256 from text, so that one HMAC has one text only (but for the case of hex). */
final class HmacText {

  private static final int BYTES = 32;
  private static final int BASE64_LENGTH = 44;

  private HmacText() {}

  static byte[] fromHex(String text) throws SignatureRejectedException {
    if (text.length() != 2 * BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw SignatureRejectedException.malformed("the signature must be 64 hexadecimal digits");
    }
    return HexFormat.of().parseHex(text);
  }

  static byte[] fromBase64(String text) throws SignatureRejectedException {
    if (text.length() != BASE64_LENGTH) {
      throw notBase64();
    }
    try {
      byte[] value = Base64.getDecoder().decode(text);
      // The JDK's decoder takes missing padding and stray bits in the last character.
      if (value.length == BYTES && Base64.getEncoder().encodeToString(value).equals(text)) {
        return value;
      }
      throw notBase64();
    } catch (IllegalArgumentException e) {
      throw notBase64();
    }
  }

  private static SignatureRejectedException notBase64() {
    return SignatureRejectedException.malformed(
        "the signature must be 32 bytes in standard base64 with padding, 44 characters");
  }
}
