package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.file.SyncFolder;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Writes a file in one step, on disk when it returns. */
final class ReplaceFile {

  private ReplaceFile() {}

  /**
   * Replaces the file, or what a link leads to; owner, group and mode stay. A new file is private.
   *
   * @throws IOException with a sentence
   */
  static void with(String content, Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path temporary = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary); // left by a command that was killed
      PrivateFile.create(temporary, content);
      if (Files.exists(target)) {
        copyAccess(target, temporary);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      SyncFolder.of(target);
    } catch (IOException e) {
      IOException failure = new IOException(target + " cannot be written: " + Reasons.of(e), e);
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException other) {
        failure.addSuppressed(other);
      }
      throw failure;
    }
  }

  /** Otherwise the receiver, which may run as another user, could not read it any more. */
  private static void copyAccess(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView made = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old == null || made == null) {
      return;
    }
    PosixFileAttributes wanted = old.readAttributes();
    if (!wanted.owner().equals(made.readAttributes().owner())) {
      made.setOwner(wanted.owner());
    }
    if (!wanted.group().equals(made.readAttributes().group())) {
      made.setGroup(wanted.group());
    }
    made.setPermissions(wanted.permissions());
  }
}
