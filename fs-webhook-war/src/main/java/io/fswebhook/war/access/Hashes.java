package io.fswebhook.war.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.HmacKey;
import io.fswebhook.core.verify.Sha256;

/** SHA-256 with and without a key. */
final class Hashes {

  private Hashes() {}

  static byte[] sha256(String text) {
    return Sha256.of(text.getBytes(UTF_8));
  }

  static byte[] hmac(byte[] key, String text) {
    return HmacKey.of(key).sign(text.getBytes(UTF_8));
  }
}
