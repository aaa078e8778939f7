package io.fswebhook.war.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log on its own thread from a bounded queue, so that a full pipe or a slow disk blocks
 * no other thread. Records that do not fit are dropped and counted, and a line reports their number
 * once there is room again.
 */
final class LogQueue extends Handler
    implements LongSupplier, BiConsumer<Boolean, Supplier<@Nullable Map<String, String>>> {

  private static final int MOST_RECORDS = 2_000;
  private static final long MOST_CHARACTERS = 4_000_000;
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(2);

  private final List<Handler> targets;
  private final ThreadPoolExecutor writer;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong characters = new AtomicLong();
  private long toldOf; // only used by the writing thread
  private volatile @Nullable Supplier<@Nullable Map<String, String>> context;

  LogQueue(List<Handler> targets, int mostRecords) {
    this.targets = List.copyOf(targets);
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(mostRecords),
            LogQueue::thread,
            (entry, full) -> drop(entry));
    // Started here rather than by the first record, so that the thread does not retain a plugin's
    // class loader.
    writer.prestartCoreThread();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fs-webhook-log");
    thread.setDaemon(true);
    return thread;
  }

  /** Inserts the queue between all loggers and the configured handlers. */
  static LogQueue install() {
    Logger root = Logger.getLogger("");
    List<Handler> configured = List.of(root.getHandlers());
    configured.forEach(root::removeHandler);
    LogQueue queue = new LogQueue(configured, MOST_RECORDS);
    root.addHandler(queue);
    return queue;
  }

  /** The number of records dropped so far. */
  @Override
  public long getAsLong() {
    return dropped.get();
  }

  /**
   * Chooses what is logged of each record.
   *
   * @param json whether lines are JSON objects, where the format was the launcher's own
   * @param ofThread what the current thread adds
   */
  @Override
  public void accept(Boolean json, Supplier<@Nullable Map<String, String>> ofThread) {
    context = ofThread;
    targets.stream()
        .filter(target -> json && target.getFormatter() instanceof LineFormatter)
        .forEach(target -> target.setFormatter(new JsonFormatter()));
  }

  /** Never blocks. */
  @Override
  public void publish(LogRecord entry) {
    if (!isLoggable(entry)) {
      return;
    }
    entry.getSourceMethodName(); // computed from the stack unless set
    Supplier<@Nullable Map<String, String>> ofThread = context;
    Entry waiting = new Entry(ofThread == null ? entry : ContextRecord.of(entry, ofThread.get()));
    if (characters.addAndGet(waiting.length()) > MOST_CHARACTERS) {
      drop(waiting);
    } else {
      writer.execute(waiting);
    }
  }

  private void drop(Runnable entry) {
    if (entry instanceof Entry waiting) {
      characters.addAndGet(-waiting.length());
      dropped.incrementAndGet();
    }
  }

  private void tellOfDropped() {
    long now = dropped.get();
    boolean isFlowing = writer.getQueue().isEmpty() || now - toldOf > MOST_RECORDS;
    if (now == toldOf || !isFlowing) {
      return;
    }
    LogRecord line =
        new LogRecord(
            Level.WARNING,
            "Dropped log records: "
                + (now - toldOf)
                + ". They came faster than the log was read or written.");
    line.setLoggerName(LogQueue.class.getName());
    toldOf = now;
    publishNow(line);
  }

  private void publishNow(LogRecord entry) {
    for (Handler target : targets) {
      target.publish(entry);
    }
  }

  /** Waits until earlier records are written, for two seconds at most. */
  @Override
  public void flush() {
    long end = System.nanoTime() + LONGEST_FLUSH.toNanos();
    CountDownLatch written = new CountDownLatch(1);
    try {
      if (writer.getQueue().offer(written::countDown, end - System.nanoTime(), TimeUnit.NANOSECONDS)
          && written.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        targets.forEach(Handler::flush);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes pending records, for two seconds at most; later ones are dropped. */
  @Override
  public void close() {
    flush();
    writer.shutdown();
  }

  /** A queued record. */
  private final class Entry implements Runnable {

    private final LogRecord entry;

    Entry(LogRecord entry) {
      this.entry = entry;
    }

    int length() {
      return entry.getMessage() == null ? 0 : entry.getMessage().length();
    }

    @Override
    public void run() {
      try {
        publishNow(entry);
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        dropped.incrementAndGet(); // such as of a throwable that cannot be printed
      } finally {
        characters.addAndGet(-length());
        tellOfDropped();
      }
    }
  }
}
