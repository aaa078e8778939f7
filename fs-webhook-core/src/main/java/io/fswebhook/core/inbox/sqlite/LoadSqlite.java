package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library. To choose it, the driver asks another program what system this is;
 * the JDK keeps the thread that waits for that program, and with it the context class loader of
 * whoever asked first. On a server that would be this application, also after it was taken away.
 */
final class LoadSqlite {

  private LoadSqlite() {}

  static void now() {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Thread thread = new Thread(null, () -> load(failure), "fs-webhook-sqlite", 0, false);
    thread.setContextClassLoader(null);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start was interrupted while SQLite was loaded", e);
    }
    Exception reason = failure.get();
    if (reason != null) {
      throw new StartException(
          "SQLite's native library cannot be loaded: "
              + reason.getMessage()
              + "; it is unpacked to "
              + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
              + ", which must have room and allow to run what is in it; -Dorg.sqlite.tmpdir=DIR"
              + " sets another folder",
          reason);
    }
  }

  private static void load(AtomicReference<@Nullable Exception> failure) {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      failure.set(e);
    }
  }
}
