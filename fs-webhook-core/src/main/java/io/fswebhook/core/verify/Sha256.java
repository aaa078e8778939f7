package io.fswebhook.core.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of bytes. */
public final class Sha256 {

  private Sha256() {}

  /** The 32-byte hash of the concatenated parts. */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256, which every JDK must have", e);
    }
  }
}
