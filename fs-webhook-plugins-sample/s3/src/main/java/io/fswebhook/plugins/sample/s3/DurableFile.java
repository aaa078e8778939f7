package io.fswebhook.plugins.sample.s3;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that are there whole, or not at all, after a power cut too. */
final class DurableFile {

  /** The end of the name of a file that is not complete. */
  static final String INCOMPLETE = ".tmp";

  private DurableFile() {}

  /** A folder for the owner only, since bodies are in it. */
  static Path ownFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (isPosix(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }

  static void write(Path file, Content content) throws IOException {
    Path incomplete = file.resolveSibling(file.getFileName() + INCOMPLETE);
    try (FileChannel channel =
        FileChannel.open(
            incomplete,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
    Files.move(incomplete, file, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(file);
  }

  /** Where the system can: Windows keeps names by itself. */
  private static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && isPosix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** What a file gets. */
  interface Content {

    /** Leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }
}
