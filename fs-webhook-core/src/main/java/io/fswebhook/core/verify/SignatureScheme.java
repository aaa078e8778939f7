package io.fswebhook.core.verify;

import static java.util.stream.Collectors.toMap;

import io.fswebhook.api.testkit.WebhookSigner;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the signature header holds. One at a time: with two, a captured {@code HMAC(body:o:t)} would
 * be a valid body-only signature of the text {@code body:o:t}.
 */
public enum SignatureScheme {
  /** {@code o:<orgId>,t:<unix seconds>,v:<base64>} over {@code body:o:t}. */
  FULLSTORY("fullstory") {
    @Override
    Signature read(String text) throws RejectedException {
      return FullstoryForm.read(text);
    }

    @Override
    String sign(byte[] body, String secret, String orgId, Instant now) {
      return new WebhookSigner(secret, orgId).sign(body, now);
    }
  },
  /** The HMAC of the body alone, in hexadecimal. */
  HMAC_SHA256_HEX("hmac-sha256-hex") {
    @Override
    Signature read(String text) throws RejectedException {
      return Signature.ofBody(HmacText.fromHex(text));
    }

    @Override
    String sign(byte[] body, String secret, String orgId, Instant now) {
      return HexFormat.of().formatHex(HmacKey.of(secret).sign(body));
    }
  },
  /** The HMAC of the body alone, in base64. */
  HMAC_SHA256_BASE64("hmac-sha256-base64") {
    @Override
    Signature read(String text) throws RejectedException {
      return Signature.ofBody(HmacText.fromBase64(text));
    }

    @Override
    String sign(byte[] body, String secret, String orgId, Instant now) {
      return Base64.getEncoder().encodeToString(HmacKey.of(secret).sign(body));
    }
  };

  private final String settingName;

  SignatureScheme(String settingName) {
    this.settingName = settingName;
  }

  /** The schemes by their name in {@code fs.webhook.signature.scheme}. */
  public static Map<String, SignatureScheme> bySettingName() {
    return Stream.of(values())
        .collect(
            toMap(
                SignatureScheme::toString,
                Function.identity(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  /** Parses the header's value. */
  abstract Signature read(String text) throws RejectedException;

  /** The header's value for a body. */
  abstract String sign(byte[] body, String secret, String orgId, Instant now);

  /** Its name in {@code fs.webhook.signature.scheme}. */
  @Override
  public String toString() {
    return settingName;
  }

  /** Decodes an HMAC-SHA256 strictly: each HMAC has only one text, apart from the case of hex. */
  private static final class HmacText {

    private static final int BYTES = 32;
    private static final int BASE64_LENGTH = 44;

    private HmacText() {}

    static byte[] fromHex(String text) throws RejectedException {
      if (text.length() != 2 * BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
        throw RejectedException.malformed("the signature must be 64 hexadecimal digits");
      }
      return HexFormat.of().parseHex(text);
    }

    static byte[] fromBase64(String text) throws RejectedException {
      if (text.length() != BASE64_LENGTH) {
        throw notBase64();
      }
      try {
        byte[] value = Base64.getDecoder().decode(text);
        // The JDK's decoder accepts missing padding and stray bits in the last character.
        if (value.length == BYTES && Base64.getEncoder().encodeToString(value).equals(text)) {
          return value;
        }
        throw notBase64();
      } catch (IllegalArgumentException e) {
        throw notBase64();
      }
    }

    private static RejectedException notBase64() {
      return RejectedException.malformed(
          "the signature must be 32 bytes in standard base64 with padding, 44 characters");
    }
  }

  /** Parses {@code o:<orgId>,t:<unix seconds>,v:<base64>}, the parts in any order. */
  private static final class FullstoryForm {

    private static final int MAX_TIME_LENGTH = 15;

    private FullstoryForm() {}

    static Signature read(String text) throws RejectedException {
      Map<String, String> parts = split(text);
      String orgId = required(parts, "o");
      String seconds = required(parts, "t");
      String value = required(parts, "v");
      if (!OrganisationId.isValid(orgId)) {
        throw RejectedException.malformed("o must be " + OrganisationId.RULE);
      }
      if (!isTime(seconds)) {
        throw RejectedException.malformed("t must be 1 to 15 digits");
      }
      return Signature.ofFullstory(HmacText.fromBase64(value), orgId, seconds);
    }

    private static Map<String, String> split(String text) throws RejectedException {
      Map<String, String> parts = new HashMap<>();
      for (String part : text.split(",", -1)) {
        add(parts, SignatureLine.trim(part));
      }
      return parts;
    }

    private static void add(Map<String, String> parts, String part) throws RejectedException {
      int colon = part.indexOf(':');
      if (colon < 1) {
        throw RejectedException.malformed("each part must be a key, ':' and a value");
      }
      if (parts.putIfAbsent(part.substring(0, colon), part.substring(colon + 1)) != null) {
        throw RejectedException.malformed("a key must not occur twice");
      }
    }

    private static String required(Map<String, String> parts, String key) throws RejectedException {
      String value = parts.get(key);
      if (value == null) {
        throw RejectedException.malformed("part " + key + " must be present, was not");
      }
      return value;
    }

    private static boolean isTime(String seconds) {
      return !seconds.isEmpty()
          && seconds.length() <= MAX_TIME_LENGTH
          && seconds.chars().allMatch(character -> character >= '0' && character <= '9');
    }
  }
}
