package io.fswebhook.war.cli.line;

import java.io.Console;
import java.io.PrintWriter;

/** A line on a terminal that is overwritten; nothing if a program reads the output. */
public final class ProgressLine {

  private static final String ERASE_REST = "\u001b[K";

  private final PrintWriter err;
  private final boolean wanted;
  private boolean shown;

  public ProgressLine(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  public synchronized void show(String text) {
    if (wanted) {
      err.print("\r" + text + ERASE_REST);
      err.flush();
      shown = true;
    }
  }

  /** Erases it before the next line of output. */
  public synchronized void clear() {
    if (shown) {
      err.print("\r" + ERASE_REST);
      err.flush();
      shown = false;
    }
  }

  /** Whether the output goes to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // which is what it deals with
  public static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try { // since Java 22 there is a console even without a terminal
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
