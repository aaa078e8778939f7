package io.fswebhook.war.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>: HMAC-SHA256
 * over id, time and body.
 */
final class SignMessage {

  private SignMessage() {}

  static Map<String, String> headers(SecretKeySpec key, String id, Instant now, byte[] body) {
    String time = Long.toString(now.getEpochSecond());
    return Map.of(
        "webhook-id", id,
        "webhook-timestamp", time,
        "webhook-signature", "v1," + signature(key, (id + "." + time + ".").getBytes(UTF_8), body));
  }

  private static String signature(SecretKeySpec key, byte[] before, byte[] body) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update(before);
      mac.update(body);
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + key.getAlgorithm(), e);
    }
  }
}
