package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.file.OwnerOnly;
import io.fswebhook.core.inbox.log.UnstoredReceipts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The files of an inbox that a restored one replaces, with those of its receipt log. */
final class ReplacedFiles {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ReplacedFiles() {}

  /** All but the lock file, which is in use. */
  static List<Path> of(Path inbox) throws IOException {
    String name = inbox.getFileName().toString();
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            inbox.toAbsolutePath().getParent(),
            file -> isOf(name, file.getFileName().toString()))) {
      files.forEach(found::add);
    }
    return found;
  }

  private static boolean isOf(String inbox, String file) {
    return file.equals(inbox)
        || file.equals(inbox + "-wal")
        || file.equals(inbox + "-shm")
        || file.startsWith(inbox + UnstoredReceipts.INFIX);
  }

  /** The folder that they are in now; null if there were none. */
  static @Nullable Path moveAside(Path inbox) throws IOException {
    List<Path> files = of(inbox);
    if (files.isEmpty()) {
      return null;
    }
    Path folder =
        Files.createDirectory(
            inbox.resolveSibling(inbox.getFileName() + ".replaced-" + TIME.format(Instant.now())),
            OwnerOnly.of("rwx------"));
    for (Path file : files) {
      Files.move(file, folder.resolve(file.getFileName()));
    }
    return folder;
  }
}
