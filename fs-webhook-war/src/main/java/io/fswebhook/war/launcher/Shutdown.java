package io.fswebhook.war.launcher;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The end of the process, in one hook because the JVM runs hooks side by side: first what the
 * command has to do, with its classes still there, then the folder goes.
 */
final class Shutdown implements Runnable {

  private final RunFolder folder;
  private final AtomicReference<@Nullable Runnable> command = new AtomicReference<>();
  private volatile int exitCode;

  Shutdown(RunFolder folder) {
    this.folder = folder;
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
      e.printStackTrace();
      exitCode = 1;
    }
    folder.delete();
    if (work != null) {
      // A JVM that ends by a signal exits with 128 + its number unless it is halted.
      Runtime.getRuntime().halt(exitCode);
    }
  }
}
