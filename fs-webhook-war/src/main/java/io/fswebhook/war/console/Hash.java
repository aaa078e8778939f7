package io.fswebhook.war.console;

import io.fswebhook.core.verify.Sha256;
import java.util.HexFormat;

/** Tells one content from another. */
final class Hash {

  private static final int LENGTH = 16;

  private Hash() {}

  static String of(byte[]... contents) {
    return HexFormat.of().formatHex(Sha256.of(contents)).substring(0, LENGTH);
  }
}
