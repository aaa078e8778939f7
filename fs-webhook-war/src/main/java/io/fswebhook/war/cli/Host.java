package io.fswebhook.war.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the launcher gives the commands.
 *
 * @param war the file that runs
 * @param scratch a private folder that is deleted when the process ends
 * @param atShutdown registers what to do before the process ends; it then exits with 0
 * @param droppedLogRecords the number so far
 */
record Host(
    Path war, Path scratch, Consumer<Runnable> atShutdown, LongSupplier droppedLogRecords) {}
