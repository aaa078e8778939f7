package io.fswebhook.war.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as FullStory does. */
final class Signer {

  static final String HEADER = "Fullstory-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final String orgId;

  Signer(String secret, String orgId) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.orgId = orgId;
  }

  String sign(byte[] body, Instant at) {
    String organisationAndTime = orgId + ":" + at.getEpochSecond();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(body);
      mac.update((":" + organisationAndTime).getBytes(StandardCharsets.UTF_8));
      return "o:%s,t:%d,v:%s"
          .formatted(orgId, at.getEpochSecond(), Base64.getEncoder().encodeToString(mac.doFinal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has to have " + ALGORITHM, e);
    }
  }
}
