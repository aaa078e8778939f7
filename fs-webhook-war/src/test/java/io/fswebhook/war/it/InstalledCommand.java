package io.fswebhook.war.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code bin/fs-webhook} of the archive that was built, unpacked into a folder of the test's. */
public final class InstalledCommand {

  private final Path base;
  private final Map<String, String> environment = new TreeMap<>();

  private InstalledCommand(Path base, Path cache) {
    this.base = base;
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", cache.toString());
  }

  /** Unpacks the archive. */
  public static InstalledCommand in(Path folder) throws Exception {
    String archive = System.getProperty("it.archive");
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive, "-C", folder.toString()).inheritIO().start();
    if (tar.waitFor() != 0) {
      throw new IOException(archive + " cannot be unpacked");
    }
    try (Stream<Path> unpacked = Files.list(folder)) {
      Path base = unpacked.findFirst().orElseThrow();
      return new InstalledCommand(base, folder.resolve("cache"));
    }
  }

  public Path script() {
    return base.resolve("bin/fs-webhook");
  }

  /** With this in the environment. */
  public InstalledCommand with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts it; the caller closes it. */
  public WarProcess start(String... arguments) throws IOException {
    return start(script(), arguments);
  }

  /** By another name of the script. */
  public WarProcess start(Path name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(name.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(base.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(variable -> variable.startsWith("FS_WEBHOOK_") || variable.startsWith("JDK_"));
    builder.environment().putAll(environment);
    return new WarProcess(builder.start());
  }
}
