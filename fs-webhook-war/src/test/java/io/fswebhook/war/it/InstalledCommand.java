package io.fswebhook.war.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code bin/fs-webhook} of the archive that was built, unpacked into a folder of the test's. */
public final class InstalledCommand {

  private final Path base;
  private final Path cache;
  private final Map<String, String> environment = new TreeMap<>();

  private InstalledCommand(Path base, Path cache) {
    this.base = base;
    this.cache = cache;
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", cache.toString());
  }

  /** Unpacks the archive. */
  public static InstalledCommand in(Path folder) throws Exception {
    return of(Path.of(System.getProperty("it.archive")), folder);
  }

  /**
   * Unpacks one of the archives, as its users do.
   *
   * @param folder an empty one
   */
  public static InstalledCommand of(Path archive, Path folder) throws Exception {
    List<String> command =
        archive.toString().endsWith(".zip")
            ? List.of("unzip", "-q", archive.toString(), "-d", folder.toString())
            : List.of("tar", "-xf", archive.toString(), "-C", folder.toString());
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException(archive + " cannot be unpacked");
    }
    try (Stream<Path> unpacked = Files.list(folder)) {
      Path base = unpacked.findFirst().orElseThrow();
      return new InstalledCommand(base, folder.resolve("cache"));
    }
  }

  /** The same files, with nothing added to the environment yet. */
  public InstalledCommand again() {
    return new InstalledCommand(base, cache);
  }

  /** The folder that was in the archive. */
  public Path base() {
    return base;
  }

  public Path script() {
    return base.resolve("bin/fs-webhook");
  }

  /** With this in the environment. */
  public InstalledCommand with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /**
   * With all programs of the machine but one on the path, and no {@code JAVA_HOME}.
   *
   * @param links an empty folder for links to them
   */
  InstalledCommand without(String program, Path links) throws IOException {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isDirectory(Path.of(folder))) {
        link(Path.of(folder), program, links);
      }
    }
    environment.remove("JAVA_HOME");
    return with("PATH", links.toString());
  }

  private static void link(Path folder, String without, Path links) throws IOException {
    try (Stream<Path> programs = Files.list(folder)) {
      for (Path each : (Iterable<Path>) programs::iterator) {
        Path link = links.resolve(each.getFileName());
        if (!link.endsWith(without) && Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
          Files.createSymbolicLink(link, each);
        }
      }
    }
  }

  /** Starts it; the caller closes it. */
  public WarProcess start(String... arguments) throws IOException {
    return start(script(), arguments);
  }

  /** By another name of the script. */
  public WarProcess start(Path name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(name.toString()));
    command.addAll(List.of(arguments));
    return new WarProcess(builder(command).start());
  }

  /** Any command that finds {@code fs-webhook} on the path, in the same environment. */
  public ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(base.toFile());
    Map<String, String> variables = builder.environment();
    variables
        .keySet()
        .removeIf(variable -> variable.startsWith("FS_WEBHOOK_") || variable.startsWith("JDK_"));
    variables.merge(
        "PATH", base.resolve("bin").toString(), (before, bin) -> bin + File.pathSeparator + before);
    variables.putAll(environment);
    if (!environment.containsKey("JAVA_HOME")) {
      variables.remove("JAVA_HOME");
    }
    return builder;
  }
}
