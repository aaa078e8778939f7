package io.fswebhook.war.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the folder of a process is created. A receiver runs for months, and systems delete old
 * files in their temporary folder, so it gets one below its home. Short commands have no home.
 *
 * @param arguments as typed
 * @param system the system properties
 */
record RunParent(List<String> arguments, Map<?, ?> system, Map<String, String> environment) {

  static final String IN_HOME = "run";

  private static final String HOME = "fs.webhook.home";
  private static final String OPTION = "--home";
  private static final Set<String> ASKS = Set.of("-h", "--help", "-V", "--version");

  static RunParent of(String[] arguments) {
    return new RunParent(List.of(arguments), System.getProperties(), System.getenv());
  }

  /** The home from which the settings will be read, which report it if it is unusable. */
  Path path() {
    Path temporary = Path.of(String.valueOf(system.get("java.io.tmpdir")));
    if (!arguments.contains("serve") || arguments.stream().anyMatch(ASKS::contains)) {
      return temporary;
    }
    try {
      Path home = Path.of(home()).toAbsolutePath().normalize();
      Path run = home.resolve(IN_HOME);
      make(home);
      make(run);
      return Files.isWritable(run) ? run : temporary;
    } catch (IOException | IllegalArgumentException e) { // such as a name that no file may have
      return temporary;
    }
  }

  private String home() throws IOException {
    Optional<Path> conf = ConfFile.of(system);
    @Nullable String inConf = conf.isPresent() ? ConfFile.value(conf.get(), HOME) : null;
    return option()
        .or(() -> given(system.get(HOME)))
        .or(
            () ->
                Arrays.stream(new String[] {HOME, "fs_webhook_home", "FS_WEBHOOK_HOME"})
                    .flatMap(name -> given(environment.get(name)).stream())
                    .findFirst())
        .or(() -> given(inConf))
        .or(() -> conf.map(file -> file.resolve("../..").toString()))
        .orElse("fs-webhook-home");
  }

  private Optional<String> option() {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
      if (argument.startsWith(OPTION + "=")) {
        return Optional.of(argument.substring(OPTION.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> given(@Nullable Object value) {
    return Optional.ofNullable(value)
        .map(Object::toString)
        .map(String::strip)
        .filter(s -> !s.isEmpty());
  }

  /** Only for its owner, like the one that the settings create. */
  private static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }
}
