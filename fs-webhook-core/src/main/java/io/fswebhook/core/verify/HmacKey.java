package io.fswebhook.core.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signing secret, as a {@link Mac} that is only cloned: cloning is cheap, locking is not. */
public final class HmacKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] NOTHING = {};

  private final Mac prototype;

  private HmacKey(Mac prototype) {
    this.prototype = prototype;
  }

  /** The key of a secret, which must not be empty. */
  public static HmacKey of(String secret) {
    return of(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** The key of some bytes, at least one. */
  public static HmacKey of(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update(NOTHING); // processes the key now, not with each signature
      return new HmacKey(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256, which every JDK must have", e);
    }
  }

  /** The 32-byte HMAC of the concatenated parts. */
  public byte[] sign(byte[]... parts) {
    Mac mac = copy();
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** A key for texts with this common beginning, to be given the remainder only. */
  public HmacKey after(byte[] beginning) {
    Mac mac = copy();
    mac.update(beginning);
    return new HmacKey(mac);
  }

  private Mac copy() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HmacSHA256 of this JDK cannot be cloned", e);
    }
  }
}
