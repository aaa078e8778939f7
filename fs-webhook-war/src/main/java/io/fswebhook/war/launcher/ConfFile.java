package io.fswebhook.war.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The settings file of an unpacked archive. The launcher finds it beside the WAR; whoever reads
 * settings finds it by a system property.
 */
final class ConfFile {

  /** The same as in {@code Installation}, which the launcher cannot see. */
  static final String PROPERTY = "io.fswebhook.conf";

  private ConfFile() {}

  /** Sets the property, unless the WAR is alone. */
  static void announce(Path war) {
    Path file = war.resolveSibling("conf").resolve("fs-webhook.properties");
    if (System.getProperty(PROPERTY) == null && Files.isRegularFile(file)) {
      System.setProperty(PROPERTY, file.toString());
    }
  }

  static Optional<Path> of(Map<?, ?> system) {
    return Optional.ofNullable(system.get(PROPERTY)).map(file -> Path.of(file.toString()));
  }

  /** A value in it, null if there is none. */
  static @Nullable String value(Path file, String name) throws IOException {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    }
    return properties.getProperty(name);
  }
}
