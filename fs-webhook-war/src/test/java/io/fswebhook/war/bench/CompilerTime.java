package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Processor time of the JIT compilers of all processes that this one has started; Linux only. */
final class CompilerTime {

  private static final Path PROCESSES = Path.of("/proc");
  private static final double TICKS_A_SECOND = 100;

  /** After the name of the thread. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private CompilerTime() {}

  /** Of threads that have not ended; 0 where the system does not say. */
  static double seconds() throws IOException {
    long ticks = 0;
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      ticks += ticksOf(PROCESSES.resolve(Long.toString(process.pid())).resolve("task"));
    }
    return ticks / TICKS_A_SECOND;
  }

  private static long ticksOf(Path threads) throws IOException {
    long ticks = 0;
    try (var all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
          List<String> figures = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
          ticks += Long.parseLong(figures.get(USER)) + Long.parseLong(figures.get(SYSTEM));
        }
      }
    } catch (NoSuchFileException | DirectoryIteratorException e) {
      return ticks; // ended meanwhile, or not Linux
    }
    return ticks;
  }
}
