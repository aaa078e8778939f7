package io.fswebhook.core.plugin;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans for changes on its own thread: when the file system reports one, and periodically, since
 * not every file system does.
 *
 * <p>A file-system event only triggers a scan; its content is not used.
 */
final class WatchPlugins implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchPlugins.class);

  /** How soon to scan again while files are changing. */
  private static final Duration SOON = Duration.ofMillis(250);

  /** A starting plugin may hang; it is abandoned then. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  private final ChangePlugins change;
  private final Path folder;
  private final Duration pollInterval;
  private final @Nullable WatchService system;
  private final Thread thread;
  private volatile boolean closed;

  private WatchPlugins(
      ChangePlugins change, Path folder, Duration pollInterval, @Nullable WatchService system) {
    this.change = change;
    this.folder = folder;
    this.pollInterval = pollInterval;
    this.system = system;
    this.thread = DaemonThread.of("fs-webhook-plugins", this::run);
  }

  static WatchPlugins start(ChangePlugins change, Path folder, Duration pollInterval) {
    WatchPlugins watch = new WatchPlugins(change, folder, pollInterval, watchService());
    LOG.info(
        "Watching {} for added, changed and deleted plugins{}",
        folder,
        watch.system == null ? ", every " + pollInterval : "");
    watch.thread.start();
    return watch;
  }

  private static @Nullable WatchService watchService() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("The system does not report changed files ({})", Diagnosis.describe(e));
      return null;
    }
  }

  private void run() {
    boolean changing = true; // nothing was scanned since the start
    while (!closed) {
      try {
        await(changing && SOON.compareTo(pollInterval) < 0 ? SOON : pollInterval);
        changing = !closed && change.look();
      } catch (InterruptedException | ClosedWatchServiceException e) {
        return;
      } catch (RuntimeException | Error e) {
        LOG.error("Scanning for changed plugins failed, will retry", e);
      }
    }
  }

  private void await(Duration longest) throws InterruptedException {
    if (system == null) {
      TimeUnit.NANOSECONDS.sleep(longest.toNanos());
      return;
    }
    register(system);
    WatchKey told = system.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    while (told != null) {
      told.pollEvents();
      told.reset();
      told = system.poll();
    }
  }

  /** Folders already registered stay registered. */
  private void register(WatchService system) {
    register(folder, system);
    try {
      Jars.list(folder).stream().filter(Files::isDirectory).forEach(each -> register(each, system));
    } catch (IOException e) {
      LOG.debug("The folders in {} are not watched now, only polled", folder, e);
    }
  }

  private static void register(Path folder, WatchService system) {
    try {
      folder.register(
          system,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_DELETE,
          StandardWatchEventKinds.ENTRY_MODIFY);
    } catch (IOException e) {
      LOG.debug("{} is not watched now, only polled", folder, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    closeSystem();
    try {
      thread.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeSystem() {
    try {
      if (system != null) {
        system.close();
      }
    } catch (IOException e) {
      LOG.debug("The watch of {} cannot be closed", folder, e);
    }
  }
}
