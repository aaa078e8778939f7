package io.fswebhook.core.explain;

import org.jspecify.annotations.Nullable;

/** A body as it came, which is taken as a text once and not for each change of it. */
final class Arrived {

  private final byte[] bytes;
  private final @Nullable String text;

  Arrived(byte[] bytes) {
    this.bytes = bytes;
    this.text = Bytes.utf8(bytes);
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Null when it is no UTF-8. */
  @Nullable String text() {
    return text;
  }
}
