package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

  @Test
  void what_turns_or_hides_text_is_escaped_also_in_the_name_of_a_logger() {
    LogRecord entry = entry(Level.INFO, "a\u202eb\u2028c\u009b2J\ud800");
    entry.setLoggerName("io.\u001b[31mName");
    assertThat(new LineFormatter().format(entry))
        .endsWith(" \\u001b[31mName: a\\u202eb\\u2028c\\u009b2J\\ud800" + System.lineSeparator());
  }

  @Test
  void the_message_of_an_exception_cannot_forge_a_line() {
    LogRecord entry = entry(Level.WARNING, "failed");
    String forged = "2026-01-01T00:00:00.000Z INFO  Receiver: all is well";
    entry.setThrown(new IllegalStateException("why\n" + forged + "\r\u001b[2J"));
    assertThat(new LineFormatter().format(entry).lines())
        .noneMatch(line -> line.startsWith("2026-01-01"))
        .contains("\t" + forged)
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void the_trace_follows_the_message_where_there_is_one() {
    Map<String, String> context = Map.of("trace_id", "abc", "delivery_id", "d");
    assertThat(new LineFormatter().format(ContextRecord.of(entry(Level.INFO, "ready"), context)))
        .endsWith(" Receiver: ready trace_id=abc" + System.lineSeparator());
  }

  private static LogRecord entry(Level level, String message) {
    LogRecord entry = new LogRecord(level, message);
    entry.setLoggerName("io.fswebhook.core.Receiver");
    return entry;
  }
}
