package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonFormatterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode read(LogRecord entry) throws Exception {
    String text = new JsonFormatter().format(entry);
    assertThat(text.lines()).hasSize(1);
    return JSON.readTree(text);
  }

  private static LogRecord entry(String message) {
    LogRecord entry = new LogRecord(Level.WARNING, message);
    entry.setLoggerName("io.fswebhook.core.Receiver");
    return entry;
  }

  @Test
  void a_record_is_an_object_with_all_that_is_known_of_it() throws Exception {
    JsonNode line =
        read(ContextRecord.of(entry("ready"), Map.of("trace_id", "a", "delivery_id", "b")));

    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly("time", "level", "logger", "message", "thread", "delivery_id", "trace_id");
    assertThat(OffsetDateTime.parse(line.get("time").textValue())).isNotNull();
    assertThat(line.get("level").textValue()).isEqualTo("WARN");
    assertThat(line.get("logger").textValue()).isEqualTo("io.fswebhook.core.Receiver");
    assertThat(line.get("message").textValue()).isEqualTo("ready");
    assertThat(line.get("thread").textValue()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.get("trace_id").textValue()).isEqualTo("a");
    assertThat(line.get("delivery_id").textValue()).isEqualTo("b");
  }

  @Test
  void an_exception_with_line_breaks_stays_on_the_line() throws Exception {
    LogRecord entry = entry("failed");
    entry.setThrown(new IllegalStateException("one\r\ntwo\u2028three", new Error("cause")));

    assertThat(read(entry).get("exception").textValue())
        .startsWith("java.lang.IllegalStateException: one\r\ntwo\u2028three\n\tat ")
        .contains("Caused by: java.lang.Error: cause");
  }

  @Test
  void what_turns_hides_or_moves_text_is_escaped_and_read_back_as_it_was() throws Exception {
    String odd = "\" \\ \b \u001b[2J \u202e \u009b \ud800 \uDB40\uDC01 \uD83D\uDE00 ä";
    String text = new JsonFormatter().format(entry(odd));

    assertThat(text).contains("\\u001b[2J", "\\u202e", "\\u009b", "\\ud800", "\\udb40\\udc01");
    assertThat(text).contains("\uD83D\uDE00 ä").doesNotContain("\u001b", "\u202e");
    assertThat(read(entry(odd)).get("message").textValue()).isEqualTo(odd);
  }

  @Test
  void passwords_in_urls_are_not_shown() throws Exception {
    assertThat(read(entry("cannot connect to postgresql://me:hidden@db/x")).toString())
        .doesNotContain("hidden");
  }

  @Test
  void what_a_plugin_adds_does_not_take_the_place_of_ours() throws Exception {
    JsonNode line = read(ContextRecord.of(entry("ours"), Map.of("message", "the plugin's")));

    assertThat(line.get("message").textValue()).isEqualTo("ours");
    assertThat(line.get("context.message").textValue()).isEqualTo("the plugin's");
  }
}
