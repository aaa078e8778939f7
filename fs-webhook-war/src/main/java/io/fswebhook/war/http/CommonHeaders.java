package io.fswebhook.war.http;

import java.util.function.BiConsumer;

/** Headers that prevent caching and content sniffing. */
public final class CommonHeaders {

  private CommonHeaders() {}

  /** Sets them through this setter of name and value. */
  public static void set(BiConsumer<String, String> header) {
    header.accept("X-Content-Type-Options", "nosniff");
    header.accept("Cache-Control", "no-store");
  }
}
