package io.fswebhook.war.launcher;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import org.jspecify.annotations.Nullable;

/**
 * The end of the process, in one hook because the JVM runs hooks side by side: first what the
 * command has to do, with its classes still there, then the log is written out, then the folder
 * goes.
 */
final class Shutdown implements Runnable {

  private static final long LONGEST_PRINT_MILLIS = 1_000;

  private final RunFolder folder;
  private final Handler log;
  private final AtomicReference<@Nullable Runnable> command = new AtomicReference<>();
  private volatile int exitCode;

  /**
   * The end of a process.
   *
   * @param log closed when nothing is logged any more
   */
  Shutdown(RunFolder folder, Handler log) {
    this.folder = folder;
    this.log = log;
  }

  /** What to do first. It makes of a signal an orderly end: the process then exits with 0. */
  void first(Runnable work) {
    command.set(work);
  }

  /** For a command that ends by itself although it has work to do first. */
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
    log.close();
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
          () -> System.err.println("The folder " + folder.path() + " could not be deleted: " + e));
    }
  }

  /** Where nobody reads what is printed, the process ends all the same. */
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
