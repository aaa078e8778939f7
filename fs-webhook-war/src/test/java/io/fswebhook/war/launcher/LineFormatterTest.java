package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {

  @Test
  void a_record_is_one_line_with_time_level_short_name_and_message() {
    assertThat(new LineFormatter().format(entry(Level.INFO, "ready")))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ INFO  Receiver: ready\\R");
  }

  @Test
  void levels_are_called_as_in_slf4j() {
    assertThat(new LineFormatter().format(entry(Level.SEVERE, "x"))).contains(" ERROR Receiver");
    assertThat(new LineFormatter().format(entry(Level.WARNING, "x"))).contains(" WARN  Receiver");
    assertThat(new LineFormatter().format(entry(Level.FINE, "x"))).contains(" DEBUG Receiver");
  }

  @Test
  void a_message_cannot_add_a_line() {
    assertThat(new LineFormatter().format(entry(Level.INFO, "one\r\ntwo\u001b[2J")).lines())
        .singleElement()
        .asString()
        .endsWith("one\\u000d\\u000atwo\\u001b[2J");
  }

  @Test
  void a_stack_trace_follows() {
    LogRecord entry = entry(Level.WARNING, "failed");
    entry.setThrown(new IllegalStateException("why"));
    assertThat(new LineFormatter().format(entry).lines())
        .hasSizeGreaterThan(2)
        .element(1)
        .isEqualTo("java.lang.IllegalStateException: why");
  }

  private static LogRecord entry(Level level, String message) {
    LogRecord entry = new LogRecord(level, message);
    entry.setLoggerName("io.fswebhook.core.Receiver");
    return entry;
  }
}
