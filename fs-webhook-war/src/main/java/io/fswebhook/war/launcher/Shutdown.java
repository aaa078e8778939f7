package io.fswebhook.war.launcher;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown sequence, in a single hook because the JVM runs hooks concurrently: first the
 * command's own work, while its classes are still available, then the log is flushed, then the
 * folder is deleted.
 */
final class Shutdown implements Runnable {

  private static final long LONGEST_PRINT_MILLIS = 1_000;

  private final RunFolder folder;
  private final Runnable closeLog;
  private final AtomicReference<@Nullable Runnable> command = new AtomicReference<>();
  private volatile int exitCode;

  /**
   * The end of a process.
   *
   * @param closeLog run when nothing is logged any more
   */
  Shutdown(RunFolder folder, Runnable closeLog) {
    this.folder = folder;
    this.closeLog = closeLog;
  }

  /** Sets the work to do first. With it, a signal is a graceful stop: the process exits with 0. */
  void first(Runnable work) {
    command.set(work);
  }

  /** For a command that returns although it has shutdown work. */
  void exitWith(int code) {
    exitCode = code;
  }

  @Override
  public void run() {
    Runnable work = command.get();
    try {
      if (work != null) {
        work.run();
      }
    } catch (RuntimeException | Error e) {
      print(e::printStackTrace);
      exitCode = 1;
    }
    closeLog.run();
    deleteFolder();
    if (work != null) {
      // A JVM that ends by a signal exits with 128 + its number unless it is halted.
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private void deleteFolder() {
    try {
      folder.delete();
    } catch (IOException e) {
      print(
          () ->
              System.err.println(
                  "The folder " + folder.path() + " could not be deleted: " + e.getMessage()));
    }
  }

  /** Printing may block, but must not keep the process from ending. */
  private static void print(Runnable print) {
    Thread printer = new Thread(print, "shutdown-print");
    printer.setDaemon(true);
    printer.start();
    try {
      printer.join(LONGEST_PRINT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
