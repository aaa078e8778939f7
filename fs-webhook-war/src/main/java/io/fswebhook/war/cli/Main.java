package io.fswebhook.war.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import picocli.CommandLine;

/** Called by the launcher, by reflection, since its class loader does not see this class. */
public final class Main {

  private Main() {}

  /**
   * Runs a command.
   *
   * @param arguments as typed
   * @param war the file that runs
   * @param scratch a private folder that is gone after the process
   * @param atShutdown takes what is done before the process ends; it then exits with 0
   * @param droppedLogRecords how many there were so far
   * @return the exit code: 0 done, 1 the answer is no, 2 wrong use or wrong settings
   */
  public static int run(
      String[] arguments,
      Path war,
      Path scratch,
      Consumer<Runnable> atShutdown,
      LongSupplier droppedLogRecords) {
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      // The native library of SQLite would stay in the common folder when the process is halted.
      System.setProperty("org.sqlite.tmpdir", scratch.toString());
    }
    CommandLine line = Commands.line(new Host(war, scratch, atShutdown, droppedLogRecords));
    try {
      return line.execute(arguments);
    } catch (Error e) { // exceptions are the command line's own
      return Commands.failed(e, line.getErr());
    }
  }
}
