package io.fswebhook.core.inbox.log;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that is appended to, and the next one, which another thread makes. Belongs to the
 * log's thread, but for closing.
 */
final class Segments {

  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Duration NEXT_TRY = Duration.ofSeconds(1);

  /** Bodies do not stay in the log for much longer, however few arrive. */
  private static final Duration LONGEST_USE = Duration.ofHours(1);

  private final SegmentFiles files;
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(DaemonThread.numbered("fs-webhook-receipt-files-"));
  private final List<Path> full = new ArrayList<>(); // with records that may not be passed on yet
  private @Nullable Segment current;
  private Future<Segment> next;
  private long number;
  private int endBefore;
  private long failedAt = System.nanoTime() - NEXT_TRY.toNanos();
  private long firstAt; // of the current segment's first record; 0 while it has none

  /** Continues after the last segment there was. */
  Segments(SegmentFiles files, long last) throws IOException {
    this.files = files;
    this.number = last + 1;
    this.current = files.next(number);
    this.next = makeNext();
  }

  private Future<Segment> makeNext() {
    long following = ++number;
    return maker.submit(() -> files.next(following));
  }

  /** Whether records can be appended, as far as is known. Tries once a second if they cannot. */
  boolean isOpen() {
    if (current != null && !current.isThere()) {
      LOG.error("{} was deleted or moved while in use; continuing in another file", current.path());
      failed();
    }
    if (current == null && next.isDone() && System.nanoTime() - failedAt > NEXT_TRY.toNanos()) {
      try {
        take();
      } catch (IOException e) {
        LOG.debug("the receipt log still cannot be written", e);
      }
    }
    return current != null;
  }

  Segment current() throws IOException {
    if (current == null) {
      throw new IOException("it has no file");
    }
    return current;
  }

  void put(long record, byte[] payload, ByteBuffer group) throws IOException {
    if (firstAt == 0) {
      firstAt = System.nanoTime() | 1;
    }
    current().put(record, payload, endBefore, group);
  }

  /** Continues in the next segment. */
  void advance() throws IOException {
    if (current != null) {
      endBefore = current.end();
      full.add(current.path());
      close(current);
    }
    current = null;
    firstAt = 0;
    take();
  }

  private void take() throws IOException {
    try {
      current = next.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      next = makeNext();
    } catch (TimeoutException e) {
      throw new IOException("its next file takes long to make", e);
    } catch (ExecutionException e) {
      failedAt = System.nanoTime();
      next = makeNext();
      throw new IOException("its next file cannot be made: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  /**
   * All records were passed on. Files that are full are of no use once the inbox has their records
   * on disk.
   */
  void passedOn(LogFollower inbox) {
    if (!full.isEmpty()) {
      List<Path> paths = List.copyOf(full);
      full.clear();
      inbox.whenOnDisk(() -> later(() -> paths.forEach(files::release)));
    }
  }

  private void later(Runnable task) {
    try {
      maker.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("closing; the file is deleted with the others", e);
    }
  }

  /** A write failed: what it left behind may or may not be read, so nothing follows it. */
  void failed() {
    Segment broken = current;
    current = null;
    firstAt = 0;
    if (broken != null) {
      endBefore = 0; // unknown
      close(broken);
    }
  }

  /** Called when there is nothing to write. */
  void idle(LogFollower inbox) {
    if (firstAt != 0 && System.nanoTime() - firstAt > LONGEST_USE.toNanos()) {
      try {
        advance();
        passedOn(inbox);
        inbox.whenOnDisk(() -> later(files::deleteSpare));
      } catch (IOException e) {
        LOG.debug("the receipt log cannot be continued now", e);
      }
    }
  }

  /**
   * Deletes all files with records, once the inbox has them on disk, and goes on in one that never
   * held any.
   */
  void renew(LogFollower inbox, Runnable renewed) {
    files.reuse(false);
    try {
      advance(); // to a file that may have been used before
      advance();
    } catch (IOException e) {
      LOG.debug("the receipt log cannot be continued in a new file now", e);
    }
    passedOn(inbox);
    inbox.whenOnDisk(
        () ->
            later(
                () -> {
                  files.reuse(true);
                  renewed.run();
                }));
  }

  private static void close(Segment segment) {
    try {
      segment.close();
    } catch (IOException e) {
      LOG.debug("{} could not be closed", segment.path(), e);
    }
  }

  void close() {
    maker.shutdown();
    try {
      if (!maker.awaitTermination(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("still making a file of the receipt log");
      }
      if (next.isDone()) {
        close(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.debug("the next file was not made", e);
    }
    if (current != null) {
      close(current);
    }
  }

  void delete() {
    try {
      for (Path path : files.numbered().values()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.debug("the files of the receipt log could not be deleted; the next start does so", e);
    }
    files.deleteSpare();
  }
}
