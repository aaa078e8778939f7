package io.fswebhook.war.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sources of one test; the process's own system properties and environment take no part. */
final class Sources {

  final Path home;
  private final Map<String, String> overrides = new TreeMap<>();
  private final Map<String, String> system = new TreeMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Optional<Path> conf = Optional.empty();

  Sources(Path home) {
    this.home = home;
  }

  static Sources withSecret(Path home) {
    return new Sources(home).system("fs.webhook.signing-secrets", "secret");
  }

  Sources override(String name, String value) {
    overrides.put(name, value);
    return this;
  }

  Sources system(String name, String value) {
    system.put(name, value);
    return this;
  }

  Sources environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Sources file(String content) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("fs-webhook.properties"), content);
    return this;
  }

  /** With {@code conf/fs-webhook.properties} in the home, as an unpacked archive has it. */
  Sources unpacked(String content) throws IOException {
    Path file = home.resolve("conf/fs-webhook.properties");
    Files.createDirectories(file.getParent());
    conf = Optional.of(Files.writeString(file, content));
    return this;
  }

  Settings load() {
    return new SettingsLoader(sources(), new Installation(home, conf), List.of()).load();
  }

  SettingsCheck check() {
    return SettingsCheck.of(sources(), new Installation(home, conf));
  }

  private ConfigSources sources() {
    return new ConfigSources(overrides, system, environment);
  }
}
