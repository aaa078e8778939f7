package io.fswebhook.war.cli;

import java.io.Console;
import java.io.PrintWriter;

/** A line on a terminal that is written over; nothing where the output is read by a program. */
final class ProgressLine {

  private static final String ERASE_REST = "\u001b[K";

  private final PrintWriter err;
  private final boolean wanted;
  private boolean shown;

  ProgressLine(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  synchronized void show(String text) {
    if (wanted) {
      err.print("\r" + text + ERASE_REST);
      err.flush();
      shown = true;
    }
  }

  /** Makes room for the next line. */
  synchronized void clear() {
    if (shown) {
      err.print("\r" + ERASE_REST);
      err.flush();
      shown = false;
    }
  }

  /** Whether a person looks on. */
  @SuppressWarnings("SystemConsoleNull") // which is what it deals with
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try { // since Java 22 there is a console also where there is no terminal
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
