package io.fswebhook.core.plugin;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private copies of plugin jars, so that the originals can be replaced and deleted on every system,
 * and never change under a class loader.
 *
 * <p>Each receiver has its own folder, marked as in use by a file lock.
 */
final class PrivateCopies implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PrivateCopies.class);
  private static final String LOCK = "lock";
  private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._+-]");
  private static final int LONGEST_NAME = 100;

  private final Path folder;
  private final FileChannel lock;
  private int last;

  private PrivateCopies(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Deletes what stopped receivers left behind, and opens a new folder.
   *
   * @throws StartException if the folder cannot be created
   */
  static PrivateCopies in(Path root) {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
      }
      Jars.list(root).forEach(PrivateCopies::deleteUnlessInUse);
      Path folder = Files.createTempDirectory(root, "run-");
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new PrivateCopies(folder, channel);
    } catch (IOException e) {
      throw new StartException(
          "The folder "
              + root
              + ", from which plugins are loaded, cannot be created or written ("
              + Reasons.of(e)
              + "). Let this user write there, and check that the disk has free space.",
          e);
    }
  }

  private static void deleteUnlessInUse(Path folder) {
    if (isInUse(folder.resolve(LOCK))) {
      LOG.debug("{} is in use", folder);
      return;
    }
    delete(folder);
  }

  private static boolean isInUse(Path lock) {
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Copies the jars, in order, into a new folder. A repeated failure has the same message each
   * time, so that it is recognized as the same problem.
   */
  Path copy(List<Path> jars) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(String.valueOf(last + 1)));
    try {
      for (int i = 0; i < jars.size(); i++) {
        copy(jars.get(i), copy.resolve(nameOfCopy(i, jars.get(i))));
      }
      last++;
      return copy;
    } catch (IOException | RuntimeException | Error e) {
      delete(copy);
      throw e;
    }
  }

  private static void copy(Path jar, Path to) throws IOException {
    if (Files.isDirectory(jar)) {
      ClassFolder.pack(jar, to);
    } else {
      Files.copy(jar, to);
    }
  }

  /**
   * A name that every file system supports: with LC_ALL=C the JDK lists files with names that it
   * cannot create itself.
   */
  static String nameOfCopy(int index, Path jar) {
    String plain = NOT_PLAIN.matcher(Jars.fileName(jar)).replaceAll("_");
    return (index + 1) + "-" + plain.substring(Math.max(0, plain.length() - LONGEST_NAME));
  }

  /** Deletes what can be deleted; the next start tries again. */
  static void delete(Path folder) {
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} cannot be deleted now", folder, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("{} cannot be closed", folder.resolve(LOCK), e);
    }
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      delete(folder);
    }
  }
}
