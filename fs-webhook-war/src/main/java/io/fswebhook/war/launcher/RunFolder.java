package io.fswebhook.war.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private folder for the lifetime of this process; cleaners of temporary folders may delete parts
 * of it. A lock file in it stays locked, so that later processes can recognize and delete folders
 * of killed ones.
 */
final class RunFolder {

  private static final String PREFIX = "fs-webhook-run-";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lockFile;

  private RunFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Creates a folder and deletes those of dead processes. */
  static RunFolder create(Path parent) throws IOException {
    while (true) {
      Path path = Files.createTempDirectory(parent, PREFIX);
      FileChannel lockFile =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Another starting process may have found the file before it was locked, and may delete the
      // folder: then this process creates another one.
      if (tryLock(lockFile) != null && Files.exists(path.resolve(LOCK))) {
        deleteLeftBehind(parent, path);
        return new RunFolder(path, lockFile);
      }
      lockFile.close();
    }
  }

  Path path() {
    return path;
  }

  /** Deletes the folder as far as possible; the next start deletes the rest. */
  void delete() throws IOException {
    deleteContentThenLock(path, lockFile);
  }

  private static void deleteLeftBehind(Path parent, Path own) throws IOException {
    for (Path folder : siblings(parent, own)) {
      deleteIfLeftBehind(folder);
    }
  }

  private static void deleteIfLeftBehind(Path folder) {
    try (FileChannel lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (tryLock(lockFile) != null) {
        deleteContentThenLock(folder, lockFile);
      }
    } catch (IOException e) {
      // Another process is deleting it, or it cannot be deleted: no reason not to start.
      return;
    }
  }

  private static List<Path> siblings(Path parent, Path own) throws IOException {
    List<Path> siblings = new ArrayList<>();
    try (Stream<Path> paths = Files.list(parent)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (path.getFileName().toString().startsWith(PREFIX)
            && !path.equals(own)
            && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(path).equals(Files.getOwner(own))) {
          siblings.add(path);
        }
      }
    } catch (NoSuchFileException e) {
      // One disappeared during the listing; the next start tries again.
      return siblings;
    }
    return siblings;
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /**
   * Deletes the lock file last, so that a partly deleted folder is still recognized as left behind.
   */
  private static void deleteContentThenLock(Path folder, FileChannel lockFile) throws IOException {
    Path lock = folder.resolve(LOCK);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(lock)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!directory.equals(folder)) {
              Files.deleteIfExists(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Files.deleteIfExists(lock);
    lockFile.close();
    Files.deleteIfExists(folder);
  }
}
