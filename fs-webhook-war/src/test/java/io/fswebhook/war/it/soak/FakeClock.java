package io.fswebhook.war.it.soak;

import io.fswebhook.war.it.WarCommand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * The wall clock of one process, which can be set by Debian's libfaketime; the JVM's steady clock
 * goes on as it was.
 */
final class FakeClock {

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path file;

  private FakeClock(Path file) {
    this.file = file;
  }

  /** Nothing when the library is not installed. */
  static Optional<Path> library() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(LIBRARIES)) {
      for (Path folder : folders) {
        Path library = folder.resolve("faketime").resolve("libfaketimeMT.so.1");
        if (Files.exists(library)) {
          return Optional.of(library);
        }
      }
    }
    return Optional.empty();
  }

  /** For the process that the command starts; the file says what time it is there. */
  static FakeClock of(WarCommand command, Path file, Path library) throws IOException {
    FakeClock clock = new FakeClock(file);
    clock.set(Duration.ZERO);
    command
        .with("LD_PRELOAD", library.toString())
        .with("FAKETIME_TIMESTAMP_FILE", file.toString())
        .with("FAKETIME_CACHE_DURATION", "1")
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // Its remedy for another glibc makes each timed wait of the JVM return at once.
        .with("FAKETIME_FORCE_MONOTONIC_FIX", "0")
        .with("NO_FAKE_STAT", "1");
    return clock;
  }

  /** So far from the right time, within a second. */
  void set(Duration offset) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "%+d%n".formatted(offset.toSeconds()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What a killed process leaves in memory would stop the next one with its number. */
  static void forget(long pid) throws IOException {
    Files.deleteIfExists(SHARED_MEMORY.resolve("faketime_shm_" + pid));
    Files.deleteIfExists(SHARED_MEMORY.resolve("sem.faketime_sem_" + pid));
  }
}
