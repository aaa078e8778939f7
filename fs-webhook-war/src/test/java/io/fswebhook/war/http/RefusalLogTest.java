package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.data.Index.atIndex;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class RefusalLogTest {

  private final Logger logger = Logger.getLogger(RefusalLog.class.getName());
  private final Lines lines = new Lines();
  private final AtomicLong time = new AtomicLong();
  private final RefusalLog log = new RefusalLog(time::get);

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(lines);
    logger.setUseParentHandlers(true);
  }

  @Test
  void a_refusal_is_logged_with_address_reason_and_code() {
    log.refused("too-old", "10.0.0.1", new Exception("t is 25 h old"));

    assertThat(lines.messages)
        .singleElement(as(STRING))
        .contains("10.0.0.1", "t is 25 h old", "(too-old)");
  }

  @Test
  void a_flood_is_counted_and_logged_as_one_line() {
    for (int i = 0; i < 100; i++) {
      log.refused("missing", "10.0.0.1", new Exception("no signature"));
    }
    assertThat(lines.messages).hasSize(RefusalLog.LINES_A_SECOND);

    time.addAndGet(TimeUnit.SECONDS.toNanos(1));
    log.refused("missing", "10.0.0.2", new Exception("no signature"));

    assertThat(lines.messages)
        .hasSize(RefusalLog.LINES_A_SECOND + 2)
        .satisfies(line -> assertThat(line).contains("95"), atIndex(RefusalLog.LINES_A_SECOND))
        .last(as(STRING))
        .contains("10.0.0.2", "no signature", "(missing)");
  }

  @Test
  void a_level_that_is_not_asked_for_takes_no_room() {
    for (int i = 0; i < 100; i++) {
      log.refused(Level.DEBUG, "body-incomplete", "10.0.0.1", "body ended early");
    }
    log.refused(Level.WARN, "payload-too-large", "10.0.0.2", "larger than the limit");

    assertThat(lines.messages)
        .singleElement(as(STRING))
        .contains("10.0.0.2", "larger than the limit", "(payload-too-large)");
  }

  @Test
  void a_delivery_over_the_limit_is_counted_and_names_the_setting() {
    FakeIngest ingest = new FakeIngest();

    Refusal unused =
        new Refusals(ingest, () -> 1000).of(new ArrivingBody.BodyTooLargeException(), "10.0.0.1");

    assertThat(ingest.refused).containsExactly("payload-too-large");
    assertThat(lines.messages)
        .singleElement(as(STRING))
        .contains("10.0.0.1", "fs.webhook.max-body-size=1000", "(payload-too-large)");
  }

  /** Keeps what is logged. */
  private static final class Lines extends Handler {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      messages.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
