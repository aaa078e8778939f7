package io.fswebhook.core.schema;

import java.nio.file.Path;

/**
 * The schema of an event or a stream.
 *
 * @param setting the name of the setting with the file, for messages
 */
public record SchemaSettings(String setting, Path file, SchemaMode mode) {

  public SchemaSettings {
    file = file.toAbsolutePath().normalize();
  }
}
