package io.fswebhook.core.inbox.log;

import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.lifecycle.DaemonThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes receipts durable: appends all that wait to a file with one sync, answers them, and passes
 * them on to the inbox, which follows in its own time. After a restart, {@link RecoverLog} gives
 * the inbox what it had not stored.
 *
 * <p>What may be a duplicate goes to the inbox first, whose unique key decides. What cannot be
 * logged, since the log is out of order or it is large, is stored by the inbox alone.
 */
public final class ReceiptLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptLog.class);
  private static final int LARGEST_GROUP = 512;
  private static final int GROUP_BYTES = 1 << 20;
  private static final int LARGEST_RECORD = GROUP_BYTES / 2;
  private static final long LONGEST_PARK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Segments segments;
  private final RefusedRecords refused;
  private final LogFollower inbox;
  private final KeyFilter keys;
  private final Limits limits;
  private final Queue<LogEntry> queue = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<Void>> renewals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong bytesWaiting = new AtomicLong();
  private final AtomicLong behind = new AtomicLong();
  private final AtomicLong bytesBehind = new AtomicLong();
  private final ByteBuffer group = ByteBuffer.allocateDirect(GROUP_BYTES);
  private final ThrottledLog failures = new ThrottledLog(LOG);
  private final Thread thread = DaemonThread.of("fs-webhook-receipts", this::run);
  private long number;
  private volatile long writingSince; // 0 while nothing is written
  private volatile boolean idle;
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * How far the inbox may be behind.
   *
   * @param entries of the log that it has not stored
   * @param bytes of their bodies
   */
  public record Limits(int entries, long bytes) {}

  /**
   * Continues a log that was recovered.
   *
   * @param last the number of its last record
   */
  ReceiptLog(
      Segments segments,
      RefusedRecords refused,
      long last,
      KeyFilter keys,
      Limits limits,
      LogFollower inbox) {
    this.segments = segments;
    this.refused = refused;
    this.number = last;
    this.keys = keys;
    this.limits = limits;
    this.inbox = inbox;
  }

  /**
   * Deletes what the log holds of deliveries that the inbox has, as soon as it has them on disk.
   * Never blocks.
   *
   * @return completes when that is done; not if the log is closed before
   */
  public CompletionStage<Void> renew() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    renewals.add(done);
    LockSupport.unpark(thread);
    return done;
  }

  /** Begins to work; call once. */
  public void start() {
    thread.start();
  }

  /** Never blocks. An entry submitted after the end is stored by the inbox alone. */
  public void submit(LogEntry entry) {
    bytesWaiting.addAndGet(entry.size());
    waiting.incrementAndGet();
    queue.add(entry);
    if (ended) {
      passOnTheRest();
    } else if (idle) {
      LockSupport.unpark(thread);
    }
  }

  /** How many entries wait to be written. */
  public int waiting() {
    return waiting.get();
  }

  /** How large they are, in bytes. */
  public long bytesWaiting() {
    return bytesWaiting.get();
  }

  /** How many entries the inbox has not stored yet. */
  public long behind() {
    return behind.get();
  }

  /** The inbox has stored an entry that was logged, or has given up. */
  public void followed(LogEntry entry) {
    bytesBehind.addAndGet(-entry.size());
    behind.decrementAndGet();
  }

  /** The inbox refuses to store an entry that was logged: keeps it for the next start. */
  public void keepRefused(LogEntry entry) {
    try {
      refused.add(entry.record());
    } catch (IOException e) {
      LOG.error("{} cannot be written: {} is lost", refused.file(), entry, e);
    }
  }

  /** Whether no write takes longer than this. */
  public boolean isPrompt(Duration longest) {
    long since = writingSince;
    return since == 0 || System.nanoTime() - since <= longest.toNanos();
  }

  private void run() {
    List<LogEntry> batch = new ArrayList<>(LARGEST_GROUP);
    while (!(closing && queue.isEmpty())) {
      try {
        renewIfAsked();
        take(batch);
        if (batch.isEmpty()) {
          awaitEntry();
        } else {
          awaitRoom();
          write(batch);
        }
      } catch (RuntimeException | Error e) {
        LOG.error("writing the receipt log failed unexpectedly; continuing", e);
        batch.stream().filter(LogEntry::isWithLog).forEach(this::passOnAlone);
      } finally {
        batch.clear();
      }
    }
    ended = true;
    passOnTheRest();
  }

  private void renewIfAsked() {
    for (CompletableFuture<Void> each = renewals.poll(); each != null; each = renewals.poll()) {
      CompletableFuture<Void> done = each;
      segments.renew(inbox, () -> done.complete(null));
    }
  }

  private void take(List<LogEntry> batch) {
    while (batch.size() < LARGEST_GROUP) {
      LogEntry entry = poll();
      if (entry == null) {
        return;
      }
      batch.add(entry);
    }
  }

  private @Nullable LogEntry poll() {
    LogEntry entry = queue.poll();
    if (entry != null) {
      waiting.decrementAndGet();
      bytesWaiting.addAndGet(-entry.size());
    }
    return entry;
  }

  private void awaitEntry() {
    segments.idle(inbox);
    idle = true;
    if (queue.isEmpty() && renewals.isEmpty() && !closing) {
      LockSupport.parkNanos(this, LONGEST_PARK_NANOS);
    }
    idle = false;
  }

  private void passOnTheRest() {
    for (LogEntry left = poll(); left != null; left = poll()) {
      passOnAlone(left);
    }
  }

  /** The inbox answers in its time, rather than refusing what could be stored a little later. */
  private void awaitRoom() {
    while (!closing
        && (behind.get() >= limits.entries() || bytesBehind.get() >= limits.bytes())
        && inbox.isWritable()) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  private void write(List<LogEntry> batch) {
    List<LogEntry> toLog = new ArrayList<>(batch.size());
    List<LogEntry> duplicates = new ArrayList<>();
    List<LogEntry> undecided = new ArrayList<>();
    List<LogEntry> alone = new ArrayList<>();
    boolean usable = inbox.isWritable() && segments.isOpen();
    for (LogEntry entry : batch) {
      boolean isNew = entry.isDecided() ? !entry.isDuplicate() : isCertainlyNew(entry);
      if (!usable || entry.record().length > LARGEST_RECORD) {
        alone.add(entry);
      } else if (isNew) {
        toLog.add(entry);
      } else {
        (entry.isDecided() ? duplicates : undecided).add(entry);
      }
    }
    int logged = append(toLog);
    toLog.subList(0, logged).forEach(this::passOn);
    segments.passedOn(inbox);
    toLog.subList(0, logged).forEach(LogEntry::answer);
    alone.addAll(toLog.subList(logged, toLog.size()));
    if (logged < toLog.size()) {
      alone.addAll(duplicates); // of what may not be on disk yet
    } else {
      duplicates.forEach(LogEntry::answer);
    }
    undecided.forEach(
        entry -> {
          entry.decideFirst();
          inbox.follow(entry);
        });
    alone.forEach(this::passOnAlone);
  }

  private boolean isCertainlyNew(LogEntry entry) {
    boolean isNew =
        !keys.mayContain(entry.duplicateKey()) && !keys.mayContain(entry.signatureKey());
    keys.add(entry.duplicateKey());
    return isNew;
  }

  private void passOn(LogEntry entry) {
    bytesBehind.addAndGet(entry.size());
    behind.incrementAndGet();
    inbox.follow(entry);
  }

  private void passOnAlone(LogEntry entry) {
    entry.storeAlone();
    inbox.follow(entry);
  }

  /** Returns how many of them are on disk. */
  private int append(List<LogEntry> entries) {
    int synced = 0;
    try {
      while (synced < entries.size()) {
        int end = synced;
        group.clear();
        while (end < entries.size() && put(entries.get(end))) {
          end++;
        }
        sync(end - synced);
        for (; synced < end; synced++) {
          entries.get(synced).logged(number - (end - 1 - synced));
        }
      }
    } catch (IOException e) {
      segments.failed();
      failures.warn(
          "The receipt log cannot be written; deliveries are stored more slowly until it can", e);
    }
    return synced;
  }

  /** Returns false if it has to wait for the next group. */
  private boolean put(LogEntry entry) throws IOException {
    byte[] record = entry.record();
    int bytes = Segment.recordBytes(record.length);
    if (bytes > group.remaining()) {
      return false;
    }
    if (!segments.current().hasRoomFor(group.position() + bytes)) {
      if (group.position() > 0) {
        return false;
      }
      segments.advance();
    }
    segments.put(++number, record, group);
    return true;
  }

  private void sync(int entries) throws IOException {
    long beganAt = System.nanoTime() | 1;
    writingSince = beganAt;
    try {
      segments.current().append(group.flip());
      inbox.synced(entries, Duration.ofNanos(System.nanoTime() - beganAt));
    } finally {
      writingSince = 0;
    }
  }

  /** Writes what was submitted and passes it on. The inbox has to be closed later. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    DaemonThread.awaitEnd(thread);
    segments.close();
  }

  /** How many bytes the files of a log take, beside the file of its inbox. */
  public static long size(Path inbox) throws IOException {
    return SegmentFiles.size(inbox);
  }

  /** Deletes the files; only once the inbox is closed and has everything on disk. */
  public void delete() {
    segments.delete();
  }
}
