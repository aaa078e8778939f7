package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library. To choose it, the driver runs a program that identifies the
 * system; the JDK keeps the thread that waits for that program, and with it the context class
 * loader of the first caller. On a server, that would be this application, even after it is
 * undeployed.
 */
final class LoadSqlite {

  private LoadSqlite() {}

  static void now() {
    FutureTask<Boolean> load = new FutureTask<>(SQLiteJDBCLoader::initialize);
    Thread thread = new Thread(null, load, "fs-webhook-sqlite", 0, false);
    thread.setContextClassLoader(null);
    thread.start();
    try {
      load.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start was interrupted while SQLite was loaded", e);
    } catch (ExecutionException e) {
      throw new StartException(
          "SQLite's native library cannot be loaded: "
              + e.getMessage()
              + "; it is unpacked to "
              + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
              + ", which must have free space and allow execution; -Dorg.sqlite.tmpdir=DIR sets"
              + " another folder",
          e);
    }
  }
}
