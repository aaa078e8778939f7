package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.schema.SchemaMode;
import io.fswebhook.core.schema.SchemaSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadSchemasTest {

  @TempDir Path folder;

  @Test
  void nothing_is_checked_unless_a_schema_is_set() {
    assertThat(schemas(Sources.withSecret(folder))).isEmpty();
  }

  @Test
  void events_and_streams_have_schemas_by_event_name() throws Exception {
    Sources sources =
        Sources.withSecret(folder)
            .file(
                """
                fs.webhook.events.note.created.schema = /s/note.json
                fs.webhook.events.recording.event.custom.schema = /s/custom.json
                fs.webhook.events.recording.event.custom.schema-mode = reject
                fs.webhook.streams.orders.tokens = token
                fs.webhook.streams.orders.schema = /s/orders.json
                fs.webhook.streams.orders.schema-mode = report
                """);

    assertThat(schemas(sources))
        .isEqualTo(
            Map.of(
                "note.created",
                settings("events.note.created", "/s/note.json", SchemaMode.REPORT),
                "recording.event.custom",
                settings("events.recording.event.custom", "/s/custom.json", SchemaMode.REJECT),
                "stream:orders",
                settings("streams.orders", "/s/orders.json", SchemaMode.REPORT)));
  }

  @Test
  void variables_name_the_known_events_and_streams() {
    Sources sources =
        Sources.withSecret(folder)
            .environment("FS_WEBHOOK_EVENTS_SEGMENT_TREND_ALERT_SCHEMA", "/s/alert.json")
            .environment("FS_WEBHOOK_EVENTS_SEGMENT_TREND_ALERT_SCHEMA_MODE", "reject")
            .environment("FS_WEBHOOK_STREAMS_MY_ORDERS_TOKENS", "token")
            .environment("FS_WEBHOOK_STREAMS_MY_ORDERS_SCHEMA", "/s/orders.json");

    assertThat(schemas(sources))
        .isEqualTo(
            Map.of(
                "segment.trend.alert",
                settings("events.segment.trend.alert", "/s/alert.json", SchemaMode.REJECT),
                "stream:my-orders",
                settings("streams.my-orders", "/s/orders.json", SchemaMode.REPORT)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "events.note.created.schema-mode | reject |"
            + " fs.webhook.events.note.created.schema-mode has no effect without a schema: set"
            + " fs.webhook.events.note.created.schema too",
        "events.note.created.schema-mode | warn |"
            + " fs.webhook.events.note.created.schema-mode must be one of reject, report, was \"warn\"",
        "events.stream:orders.schema | /s/orders.json |"
            + " fs.webhook.events.stream:orders.schema means a stream: set"
            + " fs.webhook.streams.orders.schema instead",
        "streams.orders.schema | /s/orders.json |"
            + " fs.webhook.streams.orders.tokens must be set, or fs.webhook.streams.orders.signature"
            + " be accepted or required: otherwise anyone could send to the stream",
      })
  void what_cannot_be_meant_is_refused(String key, String value, String sentence) {
    Sources sources = Sources.withSecret(folder).system("fs.webhook." + key, value);

    assertThatExceptionOfType(StartException.class).isThrownBy(sources::load).withMessage(sentence);
  }

  private static Map<String, SchemaSettings> schemas(Sources sources) {
    return sources.load().receiver().schemas();
  }

  private static SchemaSettings settings(String of, String file, SchemaMode mode) {
    return new SchemaSettings("fs.webhook." + of + ".schema", Path.of(file), mode);
  }
}
