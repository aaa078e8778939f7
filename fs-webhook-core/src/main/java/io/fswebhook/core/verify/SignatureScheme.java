package io.fswebhook.core.verify;

import static java.util.stream.Collectors.toMap;

import io.fswebhook.api.testkit.WebhookSigner;
import java.time.Instant;
import java.util.Base64;
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
    Signature read(String text) throws SignatureRejectedException {
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
    Signature read(String text) throws SignatureRejectedException {
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
    Signature read(String text) throws SignatureRejectedException {
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

  /** The schemes by what {@code fs.webhook.signature.scheme} calls them. */
  public static Map<String, SignatureScheme> bySettingName() {
    return Stream.of(values())
        .collect(
            toMap(
                SignatureScheme::toString,
                Function.identity(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  /** What the header's text says. */
  abstract Signature read(String text) throws SignatureRejectedException;

  /** The header's text for a body. */
  abstract String sign(byte[] body, String secret, String orgId, Instant now);

  /** What {@code fs.webhook.signature.scheme} calls it. */
  @Override
  public String toString() {
    return settingName;
  }
}
