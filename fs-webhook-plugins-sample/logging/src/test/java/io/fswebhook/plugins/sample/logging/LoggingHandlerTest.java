package io.fswebhook.plugins.sample.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoggingHandlerTest {

  private final Logger logger = Logger.getLogger(LoggingHandler.class.getName());
  private final List<LogRecord> records = new ArrayList<>();
  private final Handler capture =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(capture);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(capture);
  }

  @Test
  void a_delivery_is_one_line_without_its_content() throws Exception {
    try (HandlerHarness harness = HandlerHarness.of(new LoggingHandler()).start()) {
      TestDelivery delivery =
          TestDelivery.of(SampleEvents.noteCreated(), harness.clock().instant()).withAttempt(2);

      assertThat(harness.deliver(delivery).result()).isEqualTo(Result.SUCCEEDED);

      assertThat(records).hasSize(1);
      assertThat(records.get(0).getLevel()).isEqualTo(Level.INFO);
      assertThat(new SimpleFormatter().formatMessage(records.get(0)))
          .isEqualTo("note.created: delivery " + delivery.id() + ", attempt 2, organisation ORG1");
    }
  }
}
