package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Settings that an operator wrote down, in UTF-8. */
record PropertiesFile(Path path) {

  /** Its content; empty if there is no such file. */
  Map<String, String> read() {
    if (Files.notExists(path)) {
      return Map.of();
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(TextFile.read(path.toString(), path)));
    } catch (IOException e) {
      throw new StartException(path + " cannot be read (" + Reasons.of(e) + ")", e);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          path + " has a \\u that four hexadecimal digits do not follow: write \\\\ for \\", e);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> map.put(n, properties.getProperty(n, "")));
    return map;
  }
}
