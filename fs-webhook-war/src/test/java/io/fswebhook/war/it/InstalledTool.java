package io.fswebhook.war.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A program of the machine that a test needs. */
public final class InstalledTool {

  private InstalledTool() {}

  /**
   * Returns if it is there. Otherwise the test is not run and says so; with {@code
   * -Dit.tools.required=true} it fails.
   *
   * @param name of the command, and of Debian's package
   */
  public static void require(String name) {
    if (isThere(name)) {
      return;
    }
    String words = "No " + name + " was found on the PATH. Get it by: apt-get install " + name;
    if (Boolean.getBoolean("it.tools.required")) {
      throw new AssertionError(words);
    }
    System.out.println("NOT RUN: " + words);
    throw new TestAbortedException(words);
  }

  /** Whether it is on the PATH. */
  public static boolean isThere(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
