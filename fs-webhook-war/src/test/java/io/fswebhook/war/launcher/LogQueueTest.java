package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogQueueTest {

  private static final int ROOM = 10;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Pipe pipe = new Pipe();
  private final LogQueue queue = new LogQueue(List.of(pipe), ROOM);

  @AfterEach
  void close() {
    pipe.reader.countDown();
    queue.close();
  }

  @Test
  void while_nobody_reads_nobody_waits_and_the_rest_is_counted_and_told_of() throws Exception {
    queue.publish(entry("first"));
    Eventually.holds("it is being written", LIMIT, () -> pipe.isWriting);
    for (int i = 0; i < 1_000; i++) {
      queue.publish(entry("line " + i));
    }
    assertThat(queue.getAsLong()).isEqualTo(1_000 - ROOM);

    pipe.reader.countDown();
    Eventually.holds("all is written", LIMIT, () -> pipe.written.size() == ROOM + 2);
    assertThat(pipe.written).startsWith("first", "line 0").contains("line 9");
    assertThat(pipe.written.get(ROOM + 1)).startsWith("Dropped log records: 990. ");
  }

  @Test
  void long_lines_find_less_room() throws Exception {
    queue.publish(entry("first"));
    Eventually.holds("it is being written", LIMIT, () -> pipe.isWriting);
    for (int i = 0; i < 5; i++) {
      queue.publish(entry("x".repeat(1_500_000)));
    }
    assertThat(queue.getAsLong()).isEqualTo(3);
  }

  @Test
  void what_was_logged_is_written_before_the_end_and_nothing_after_it() {
    pipe.reader.countDown();
    queue.publish(entry("last"));
    queue.close();
    assertThat(pipe.written).containsExactly("last");
    queue.publish(entry("too late"));
    assertThat(queue.getAsLong()).isOne();
  }

  @Test
  void a_record_that_cannot_be_written_takes_nothing_along() throws Exception {
    pipe.reader.countDown();
    queue.publish(entry("breaks"));
    queue.publish(entry("next"));
    queue.flush();
    assertThat(pipe.written).contains("next");
    assertThat(queue.getAsLong()).isOne();
  }

  @Test
  void its_thread_keeps_nothing_of_who_logs_first() {
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("fs-webhook-log"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  private static LogRecord entry(String message) {
    LogRecord entry = new LogRecord(Level.INFO, message);
    entry.setLoggerName("a.Name");
    return entry;
  }

  /** One that nobody reads until the latch is down. */
  private static final class Pipe extends Handler {

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch reader = new CountDownLatch(1);
    private volatile boolean isWriting;

    @Override
    public void publish(LogRecord entry) {
      isWriting = true;
      try {
        reader.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (entry.getMessage().equals("breaks")) {
        throw new NoClassDefFoundError("of a plugin that is gone");
      }
      written.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
