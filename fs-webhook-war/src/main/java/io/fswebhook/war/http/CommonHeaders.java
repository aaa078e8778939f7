package io.fswebhook.war.http;

import java.util.function.BiConsumer;

/** Keep answers out of caches and browsers from guessing what they are. */
public final class CommonHeaders {

  private CommonHeaders() {}

  /** Sets them by what sets one, by name and value. */
  public static void set(BiConsumer<String, String> header) {
    header.accept("X-Content-Type-Options", "nosniff");
    header.accept("Cache-Control", "no-store");
  }
}
