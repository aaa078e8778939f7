package io.fswebhook.core.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder with schemas, of which {@code main.json} belongs to the event {@code e}. Apostrophes
 * stand for quotation marks.
 */
record SchemaFolder(Path path) {

  static final String SETTING = "fs.webhook.events.e.schema";

  SchemaFolder file(String name, String content) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, json(content));
    return this;
  }

  Path main() {
    return path.resolve("main.json");
  }

  Schemas open(SchemaMode mode, Duration limit) {
    return Schemas.open(Map.of("e", new SchemaSettings(SETTING, main(), mode)), limit);
  }

  /** With time, since a slow machine has to warm up. */
  Schemas open(SchemaMode mode) {
    return open(mode, Duration.ofSeconds(20));
  }

  Schemas open(String schema) throws IOException {
    return file("main.json", schema).open(SchemaMode.REPORT);
  }

  /** Empty if the body is valid. */
  String text(String schema, String body) throws IOException {
    return text(open(schema), body);
  }

  static String text(Schemas schemas, String body) {
    SchemaFailure failure = check(schemas, body);
    return failure == null ? "" : failure.text();
  }

  static @Nullable SchemaFailure check(Schemas schemas, String body) {
    return schemas.check("e", json(body).getBytes(UTF_8));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
