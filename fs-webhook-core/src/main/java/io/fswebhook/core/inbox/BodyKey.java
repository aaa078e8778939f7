package io.fswebhook.core.inbox;

import io.fswebhook.core.verify.VerifiedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What two deliveries of the same organisation with the same body have in common. */
final class BodyKey {

  private BodyKey() {}

  static byte[] of(VerifiedRequest request) {
    MessageDigest digest = sha256();
    String orgId = request.orgId();
    if (orgId != null) {
      digest.update(orgId.getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 0);
    return Arrays.copyOf(digest.digest(request.body()), 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256, which every JDK has to have", e);
    }
  }
}
