package io.fswebhook.war.cli.line;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * Where standard output goes.
 *
 * @param width in characters; {@link Integer#MAX_VALUE} where a program reads the output
 * @param colours whether there are any; {@code NO_COLOR} turns them off
 */
public record Terminal(int width, boolean colours) {

  /** For a program that reads the output. */
  public static final Terminal NONE = new Terminal(Integer.MAX_VALUE, false);

  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 20;
  private static final int WIDEST = 10_000;

  static Terminal of(CommandLine line) {
    return new Terminal(
        ProgressLine.isTerminal() ? actualWidth() : Integer.MAX_VALUE,
        line.getColorScheme().ansi().enabled() && !"dumb".equals(System.getenv("TERM")));
  }

  /** Whether a person reads the output. */
  public boolean isScreen() {
    return width < Integer.MAX_VALUE;
  }

  /** As much of a line as fits; all of it where a program reads the output. */
  public String fitted(String line) {
    return TextWidth.cut(line, width);
  }

  /** The text in the colour of its meaning. */
  public String shown(String text, Style style) {
    return colours && style != Style.PLAIN ? style.applied(text) : text;
  }

  private static int actualWidth() {
    String columns = System.getenv("COLUMNS"); // which a shell's launcher may pass on
    return width(columns == null ? "" : columns)
        .orElseGet(() -> width(sizeOfTerminal()).orElse(USUAL_WIDTH));
  }

  private static OptionalInt width(String text) {
    if (!text.matches("\\d{1,5}")) {
      return OptionalInt.empty();
    }
    int width = Integer.parseInt(text);
    return width == 0
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(NARROWEST, Math.min(WIDEST, width)));
  }

  /** As {@code stty} knows it: Java does not. */
  private static String sizeOfTerminal() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      return size.strip().replaceFirst("\\d+ ", "");
    } catch (IOException e) { // such as on Windows
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
