package io.fswebhook.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Requests of an imagined sender, around the project's published test vector. */
final class Requests {

  static final String SECRET = "secret";
  static final String ORG = "ORG1";
  static final String TIME = "1577836800";
  static final Instant SIGNED_AT = Instant.ofEpochSecond(1577836800);
  static final String VECTOR_BODY =
      "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"1\"}}";
  static final String VECTOR_VALUE = "K5mZs4PZqlrWHlF5uU6ceBACnpnOCByYXPTjbGz47jY=";
  static final String HEADER = "Fullstory-Signature";
  static final String OTHER_HEADER = "X-FS-Signature";

  private Requests() {}

  static VerifySettings settings() {
    return settings(List.of(SECRET), Map.of());
  }

  static VerifySettings settings(List<String> secrets, Map<String, List<String>> orgSecrets) {
    return settings(secrets, orgSecrets, SignatureScheme.FULLSTORY);
  }

  static VerifySettings settings(
      List<String> secrets, Map<String, List<String>> orgSecrets, SignatureScheme scheme) {
    return new VerifySettings(
        secrets,
        orgSecrets,
        List.of(HEADER, OTHER_HEADER),
        scheme,
        Duration.ofHours(24),
        Duration.ofMinutes(5));
  }

  static RawRequest request(String line) {
    return request(Map.of(HEADER, List.of(line)), VECTOR_BODY, SIGNED_AT);
  }

  static RawRequest request(String line, String body) {
    return request(Map.of(HEADER, List.of(line)), body, SIGNED_AT);
  }

  static RawRequest request(Map<String, List<String>> headers, String body, Instant receivedAt) {
    return new RawRequest(
        name -> valuesOf(headers, name), body.getBytes(UTF_8), receivedAt, "127.0.0.1");
  }

  private static List<String> valuesOf(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(
            entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  /** A header for {@link #VECTOR_BODY} with the right HMAC for whatever {@code o} and {@code t}. */
  static String genuine(String orgId, String time) {
    return "o:" + orgId + ",t:" + time + ",v:" + value(SECRET, VECTOR_BODY, orgId, time);
  }

  static String genuine(String secret, String body, String orgId, String time) {
    return "o:" + orgId + ",t:" + time + ",v:" + value(secret, body, orgId, time);
  }

  static String value(String secret, String body, String orgId, String time) {
    return base64(hmac(secret, body + ":" + orgId + ":" + time));
  }

  static String base64(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  static byte[] hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The reason of the rejection; null when the request is accepted. */
  static @Nullable RejectionReason verdict(VerifySettings settings, RawRequest request) {
    try {
      new Verifier(settings).verify(request);
      return null;
    } catch (RejectedException e) {
      return e.reason();
    }
  }
}
