package io.fswebhook.war.cli;

import io.fswebhook.core.verify.HmacKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/** Signs as FullStory does. */
final class Signer {

  static final String HEADER = "Fullstory-Signature";

  private final HmacKey key;
  private final String orgId;

  Signer(String secret, String orgId) {
    this.key = HmacKey.of(secret);
    this.orgId = orgId;
  }

  String sign(byte[] body, Instant at) {
    String suffix = ":" + orgId + ":" + at.getEpochSecond();
    byte[] hmac = key.sign(body, suffix.getBytes(StandardCharsets.UTF_8));
    return String.format(
        Locale.ROOT,
        "o:%s,t:%d,v:%s",
        orgId,
        at.getEpochSecond(),
        Base64.getEncoder().encodeToString(hmac));
  }
}
