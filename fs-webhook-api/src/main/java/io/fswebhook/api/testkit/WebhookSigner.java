package io.fswebhook.api.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies as FullStory does: {@code o:<orgId>,t:<unix seconds>,v:<base64>}, where {@code v} is
 * the HMAC-SHA256 of {@code <body>:<orgId>:<t>} under the secret as UTF-8. Safe for use by several
 * threads.
 *
 * <p>Source: FullStory's documentation of the header {@code Fullstory-Signature}.
 */
public final class WebhookSigner {

  /** The header that carries the signature. */
  public static final String HEADER = "Fullstory-Signature";

  private final SecretKeySpec key;
  private final String orgId;

  /**
   * Signs with one secret for one organisation.
   *
   * @param secret the secret of the endpoint, not empty
   * @param orgId the organisation to sign as
   */
  public WebhookSigner(String secret, String orgId) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.orgId = orgId;
  }

  /**
   * The value of the header for a body.
   *
   * @param body the exact bytes to send
   * @param signedAt the time to sign with; whole seconds count
   * @return the header's value
   */
  public String sign(byte[] body, Instant signedAt) {
    long seconds = signedAt.getEpochSecond();
    Mac mac = mac();
    mac.update(body);
    mac.update((":" + orgId + ":" + seconds).getBytes(StandardCharsets.UTF_8));
    String value = Base64.getEncoder().encodeToString(mac.doFinal());
    return "o:" + orgId + ",t:" + seconds + ",v:" + value;
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256, which every JDK must have", e);
    }
  }
}
