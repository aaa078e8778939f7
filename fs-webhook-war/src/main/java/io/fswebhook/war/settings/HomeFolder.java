package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.file.OwnerOnly;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder for everything that survives a restart.
 *
 * @param conf a settings file elsewhere, which is weaker than the one in the home
 */
record HomeFolder(Path path, Optional<PropertiesFile> conf) {

  private static final String SETTING = ReadServer.HOME.name();

  /** Where it is set, or the default. */
  static HomeFolder of(ConfigSources sources, Installation installation) {
    HomeFolder fallback = at(installation.home(), installation);
    return new SettingReader(sources, fallback.conf.map(PropertiesFile::read).orElse(Map.of()))
        .find(ReadServer.HOME)
        .map(path -> at(path, installation))
        .orElse(fallback);
  }

  /** One that is known already. */
  static HomeFolder at(Path path, Installation installation) {
    return new HomeFolder(path, installation.conf().map(PropertiesFile::new));
  }

  /**
   * Creates the folder, and {@code data} in it, if they are missing. Only the owner has access:
   * deliveries contain personal data.
   */
  HomeFolder open() {
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
    return this;
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

  /** What the files of settings say now. */
  WrittenSettings written() {
    return new WrittenSettings(own(), conf);
  }

  /** The file to name to an operator who has to set something. */
  Path propertiesFile() {
    return conf.filter(file -> Files.notExists(own().path())).orElse(own()).path();
  }

  /** The files of settings, with the stamps that they have. */
  Map<Path, String> stamps() {
    List<Path> files = new ArrayList<>(List.of(own().path()));
    conf.ifPresent(file -> files.add(file.path()));
    return FileStamps.of(files);
  }

  /** The files of settings, with their stamps, and that of the token. */
  Map<Path, String> files(Map<Path, String> stamps) {
    Map<Path, String> files = new HashMap<>(stamps);
    Path token = ReadTokens.adminTokenFile(path);
    files.put(token, FileStamps.of(token));
    return files;
  }

  private PropertiesFile own() {
    return new PropertiesFile(path.resolve("fs-webhook.properties"));
  }
}
