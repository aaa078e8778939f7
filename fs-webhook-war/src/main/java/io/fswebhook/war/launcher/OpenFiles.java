package io.fswebhook.war.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the limit on open files and connections, where the system exposes it. */
final class OpenFiles {

  /** Enough for the start and a few connections. */
  static final int LEAST = 256;

  private static final Pattern SOFT_LIMIT = Pattern.compile("Max open files +(\\d+) .*");

  private OpenFiles() {}

  /**
   * A message if the limit is too low; otherwise arbitrary operations would fail, such as class
   * loading.
   */
  static Optional<String> complaint() {
    return complaint(Path.of("/proc/self/limits"));
  }

  static Optional<String> complaint(Path limits) {
    try (Stream<String> lines = Files.lines(limits)) {
      return lines
          .map(SOFT_LIMIT::matcher)
          .filter(Matcher::matches)
          .map(line -> line.group(1))
          .filter(limit -> limit.length() < 9 && Integer.parseInt(limit) < LEAST)
          .map(OpenFiles::sentence)
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not this system
    }
  }

  private static String sentence(String limit) {
    return "This process may have "
        + limit
        + " files and connections open, and needs at least "
        + LEAST
        + ", a receiver with many connections more: raise the limit (ulimit -n 4096,"
        + " LimitNOFILE= of systemd, --ulimit of a container).";
  }
}
