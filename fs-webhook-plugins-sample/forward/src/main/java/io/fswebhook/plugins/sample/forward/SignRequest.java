package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>: HMAC-SHA256
 * over id, time and body, once for each secret, so that the target can rotate its secret without
 * loss.
 */
final class SignRequest {

  private static final String KEY = "signing-secrets";

  static final HandlerSetting DECLARED =
      HandlerSetting.text(
              KEY,
              "Secrets of Standard Webhooks, separated by commas; requests are signed with them.")
          .asSecret();

  private static final String SECRET_PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  private SignRequest(List<SecretKeySpec> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Empty if there is no secret. */
  static Optional<SignRequest> read(CheckedSettings settings) {
    List<SecretKeySpec> keys =
        settings.list(KEY).stream().map(secret -> key(settings, secret)).toList();
    return keys.isEmpty() ? Optional.empty() : Optional.of(new SignRequest(keys));
  }

  Map<String, String> headers(String id, Instant now, byte[] body) {
    long timestamp = now.getEpochSecond();
    byte[] before = (id + "." + timestamp + ".").getBytes(UTF_8);
    String signatures =
        keys.stream().map(key -> signature(key, before, body)).collect(Collectors.joining(" "));
    return Map.of(
        "webhook-id", id,
        "webhook-timestamp", Long.toString(timestamp),
        "webhook-signature", signatures);
  }

  private static String signature(SecretKeySpec key, byte[] before, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(before);
      mac.update(body);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Does not quote the secret. */
  private static SecretKeySpec key(CheckedSettings settings, String secret) {
    try {
      if (secret.startsWith(SECRET_PREFIX)) {
        byte[] bytes = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        if (bytes.length >= 24 && bytes.length <= 64) {
          return new SecretKeySpec(bytes, ALGORITHM);
        }
      }
    } catch (IllegalArgumentException e) {
      // not base64: refused like the rest
    }
    throw settings.wrong(
        KEY,
        "must be one or several secrets, separated by commas, each whsec_ and then 24 to 64 bytes in"
            + " base64. Create one with: echo whsec_$(openssl rand -base64 32)");
  }
}
