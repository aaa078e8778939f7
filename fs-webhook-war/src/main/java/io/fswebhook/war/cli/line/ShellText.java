package io.fswebhook.war.cli.line;

import java.nio.file.Path;

/** Quotes words for commands that can be copied into a shell. */
public final class ShellText {

  private ShellText() {}

  public static String of(Path path) {
    return of(path.toString());
  }

  public static String of(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The path as it would be typed in the current folder. */
  public static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
