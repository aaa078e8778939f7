package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

/** JSON as Jersey writes it, for answers without Jersey. */
public final class JsonText {

  private static final Jsonb JSONB = JsonbBuilder.create();

  private JsonText() {}

  /** In UTF-8. */
  public static byte[] of(Object view) {
    return JSONB.toJson(view).getBytes(UTF_8);
  }
}
