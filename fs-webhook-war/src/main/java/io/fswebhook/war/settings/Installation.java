package io.fswebhook.war.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a receiver has its files unless its settings say otherwise.
 *
 * @param home the folder for everything that survives a restart
 * @param conf a settings file that is weaker than the one in the home: that of an unpacked archive
 */
public record Installation(Path home, Optional<Path> conf) {

  /** Set by the launcher if it was started from an unpacked archive. */
  private static final String CONF = "io.fswebhook.conf";

  public Installation {
    home = home.toAbsolutePath().normalize();
  }

  /** That of the command line: the unpacked archive, or a folder in the current one. */
  public static Installation ofThisProcess() {
    return Optional.ofNullable(System.getProperty(CONF))
        .map(conf -> unpacked(Path.of(conf)))
        .orElseGet(() -> in(Path.of("fs-webhook-home")));
  }

  /** One without a settings file of its own. */
  public static Installation in(Path home) {
    return new Installation(home, Optional.empty());
  }

  private static Installation unpacked(Path conf) {
    return new Installation(conf.resolve("../.."), Optional.of(conf));
  }
}
