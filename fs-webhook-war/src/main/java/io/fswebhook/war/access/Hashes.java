package io.fswebhook.war.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.HmacKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with and without a key. */
final class Hashes {

  private Hashes() {}

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256, which every JDK has to have", e);
    }
  }

  static byte[] hmac(byte[] key, String text) {
    return HmacKey.of(key).sign(text.getBytes(UTF_8));
  }
}
