package io.fswebhook.core.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Names a secret without revealing it, the same on every node and in every program. */
public final class SecretFingerprint {

  private static final byte[] TEXT = "fs-webhook".getBytes(StandardCharsets.UTF_8);
  private static final int BYTES = 6;

  private SecretFingerprint() {}

  /** The first 12 hexadecimal digits of the HMAC-SHA256 of a constant text. */
  public static String of(String secret) {
    return HexFormat.of().formatHex(Arrays.copyOf(HmacKey.of(secret).sign(TEXT), BYTES));
  }
}
