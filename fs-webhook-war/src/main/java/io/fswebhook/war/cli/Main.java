package io.fswebhook.war.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Called by the launcher, by reflection, since its class loader does not see this class. */
public final class Main {

  private Main() {}

  /**
   * Runs a command.
   *
   * @param arguments as typed
   * @param war the file that runs
   * @param scratch a private folder that is deleted when the process ends
   * @param atShutdown registers what to do before the process ends; it then exits with 0
   * @param droppedLogRecords the number so far
   * @param logFormat takes whether log lines are JSON, and what a thread adds to its lines
   * @return the exit code: 0 success, 1 negative result, 2 wrong usage or settings
   */
  public static int run(
      String[] arguments,
      Path war,
      Path scratch,
      Consumer<Runnable> atShutdown,
      LongSupplier droppedLogRecords,
      BiConsumer<Boolean, Supplier<@Nullable Map<String, String>>> logFormat) {
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      // Otherwise SQLite's native library would remain in the system's temporary folder after a
      // halt.
      System.setProperty("org.sqlite.tmpdir", scratch.toString());
    }
    Host host = new Host(war, scratch, atShutdown, droppedLogRecords, logFormat);
    CommandLine line = Commands.line(host, arguments);
    try {
      return line.execute(arguments);
    } catch (Error e) { // the command line handles exceptions itself
      return Commands.failed(e, line.getErr());
    }
  }
}
