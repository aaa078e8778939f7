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

/** The folder for everything that survives a restart. */
record HomeFolder(Path path) {

  private static final String SETTING = ReadServer.HOME.name();

  /**
   * Creates the folder, and {@code data} in it, if they are missing. Only the owner has access:
   * deliveries contain personal data.
   */
  static HomeFolder open(Path path) {
    make(path, path);
    if (!Files.isWritable(path)) {
      throw new StartException(
          SETTING
              + " is "
              + path
              + ", which cannot be written: give the user that runs the receiver access, or set "
              + SETTING
              + " to another folder");
    }
    make(path.resolve("data"), path);
    return new HomeFolder(path);
  }

  private static void make(Path folder, Path home) {
    // Checked first: some JDKs refuse a link to a folder.
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder, OwnerOnly.of("rwx------"));
    } catch (IOException e) {
      String what = folder.equals(home) ? "which" : "where " + folder.getFileName();
      throw new StartException(
          SETTING + " is " + home + ", " + what + " cannot be created (" + Reasons.of(e) + ")", e);
    }
  }

  /** The properties in {@code fs-webhook.properties}, UTF-8; empty if there is no such file. */
  Map<String, String> properties() {
    Path file = propertiesFile();
    if (Files.notExists(file)) {
      return Map.of();
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(TextFile.read(file.toString(), file)));
    } catch (IOException e) {
      throw new StartException(file + " cannot be read (" + Reasons.of(e) + ")", e);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          file + " has a \\u that four hexadecimal digits do not follow: write \\\\ for \\", e);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> map.put(n, properties.getProperty(n, "")));
    return map;
  }

  Path propertiesFile() {
    return path.resolve("fs-webhook.properties");
  }

  /** The files of settings, with their stamps. */
  Map<Path, String> files(String ofProperties) {
    Path token = ReadTokens.adminTokenFile(path);
    return Map.of(propertiesFile(), ofProperties, token, FileStamps.of(token));
  }
}
