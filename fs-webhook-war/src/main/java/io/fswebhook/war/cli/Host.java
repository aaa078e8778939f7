package io.fswebhook.war.cli;

import io.fswebhook.war.cli.line.ShellText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher gives the commands.
 *
 * @param war the file that runs
 * @param scratch a private folder that is deleted when the process ends
 * @param atShutdown registers what to do before the process ends; it then exits with 0
 * @param droppedLogRecords the number so far
 * @param logFormat takes whether log lines are JSON, and what a thread adds to its lines
 */
record Host(
    Path war,
    Path scratch,
    Consumer<Runnable> atShutdown,
    LongSupplier droppedLogRecords,
    BiConsumer<Boolean, Supplier<@Nullable Map<String, String>>> logFormat) {

  /** What a user types in the current folder to run this program. */
  String typed() {
    return Files.isDirectory(war) // and beside it the only Java that is sure to be there
        ? ShellText.of(ShellText.shortest(war.resolveSibling("bin").resolve("fs-webhook")))
        : "java -jar " + ShellText.of(ShellText.shortest(war));
  }
}
