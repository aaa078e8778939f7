package io.fswebhook.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.testing.CapturedLog;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ThrottledLogTest {

  private static final String NAME = ThrottledLogTest.class.getName();

  private final AtomicLong time = new AtomicLong();
  private final ThrottledLog log = new ThrottledLog(LoggerFactory.getLogger(NAME), time::get);

  @Test
  void of_each_kind_one_a_minute_is_logged_and_the_next_tells_of_the_rest() {
    try (CapturedLog captured = new CapturedLog(NAME)) {
      for (int i = 0; i < 1_000; i++) {
        log.error("It failed", new IllegalStateException("why"));
      }
      log.error("It failed", new IllegalArgumentException("another kind"));
      assertThat(captured.lines()).containsExactly("SEVERE It failed", "SEVERE It failed");

      time.addAndGet(ThrottledLog.PAUSE.toNanos());
      log.error("It failed", new IllegalStateException("why"));
      assertThat(captured.lines())
          .last()
          .isEqualTo("SEVERE It failed (and 999 times since it was last logged)");
    }
  }

  @Test
  void what_passes_is_a_line_with_its_reason() {
    try (CapturedLog captured = new CapturedLog(NAME)) {
      log.warn("Answered 503", new InboxUnavailableException("the disk is full"));
      log.warn("Answered 503", new InboxUnavailableException("the disk is full"));
      assertThat(captured.lines()).containsExactly("WARNING Answered 503: the disk is full");
    }
  }

  @Test
  void however_many_kinds_there_are_the_lines_are_few() {
    try (CapturedLog captured = new CapturedLog(NAME)) {
      for (int i = 0; i < 1_000; i++) {
        log.error("It failed in way " + i, new IllegalStateException("why"));
      }
      assertThat(captured.lines()).hasSize(ThrottledLog.MOST_KINDS + 1);
    }
  }
}
