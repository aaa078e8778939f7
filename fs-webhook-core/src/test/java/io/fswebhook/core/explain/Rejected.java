package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.VerifySettings;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Requests that go wrong in one way or another, signed by the JDK's own means. */
final class Rejected {

  static final String SECRET = "the secret";
  static final String BODY =
      "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"text\":\"a/b é <b>\",\"list\":[1, {}]}}";
  static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  static final String TIME = String.valueOf(NOW.getEpochSecond());
  static final List<String> HEADERS = VerifySettings.DEFAULT_HEADERS;

  List<String> secrets = List.of(SECRET);
  Map<String, List<String>> orgSecrets = Map.of();
  List<String> retired = List.of();
  SignatureScheme scheme = SignatureScheme.FULLSTORY;
  String reason = "mismatch";
  @Nullable String stream;
  Map<String, StreamAccess> streams = Map.of();
  Instant receivedAt = NOW;
  byte[] body = BODY.getBytes(UTF_8);
  final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Rejected with(String... lines) {
    return in("Fullstory-Signature", lines);
  }

  Rejected in(String header, String... lines) {
    headers.put(header, List.of(lines));
    return this;
  }

  Rejected body(String text) {
    return body(text.getBytes(UTF_8));
  }

  Rejected body(byte[] bytes) {
    body = bytes;
    return this;
  }

  RejectedRequest request() {
    RawRequest raw =
        new RawRequest(
            stream, name -> headers.getOrDefault(name, List.of()), body, receivedAt, "10.0.0.1");
    return RejectedRequest.of(raw, HEADERS, streams, reason);
  }

  Explainer explainer() {
    return new Explainer(
        new VerifySettings(
            secrets, orgSecrets, HEADERS, scheme, Duration.ofHours(24), Duration.ofMinutes(5)),
        streams,
        retired);
  }

  List<Finding> findings() {
    return explainer().explain(request(), Effort.of(Long.MAX_VALUE));
  }

  /** As FullStory signs a body. */
  static String line(String secret, String signed) {
    return line(secret, signed.getBytes(UTF_8));
  }

  static String line(String secret, byte[] signed) {
    return line("ORG1", TIME, base64(secret, joined(signed, ":ORG1:" + TIME)));
  }

  static String line(byte[] secret, String signed) {
    byte[] text = joined(signed.getBytes(UTF_8), ":ORG1:" + TIME);
    return line("ORG1", TIME, Base64.getEncoder().encodeToString(hmac(secret, text)));
  }

  static String line(String orgId, String time, String value) {
    return "o:" + orgId + ",t:" + time + ",v:" + value;
  }

  static byte[] joined(byte[] body, String end) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(body);
    joined.writeBytes(end.getBytes(UTF_8));
    return joined.toByteArray();
  }

  static String base64(String secret, byte[] text) {
    return Base64.getEncoder().encodeToString(hmac(secret, text));
  }

  static String base64(String secret, String text) {
    return base64(secret, text.getBytes(UTF_8));
  }

  static String hex(String secret, String text) {
    return HexFormat.of().formatHex(hmac(secret, text.getBytes(UTF_8)));
  }

  static byte[] hmac(String secret, byte[] text) {
    return hmac(secret.getBytes(UTF_8), text);
  }

  private static byte[] hmac(byte[] secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
