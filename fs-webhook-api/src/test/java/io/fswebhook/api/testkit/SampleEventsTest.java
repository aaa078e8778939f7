package io.fswebhook.api.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleEventsTest {

  @Test
  void there_is_one_event_of_each_kind() {
    assertThat(SampleEvents.all())
        .extracting(WebhookEvent::eventName)
        .containsExactly(
            "segment.created",
            "segment.trend.alert",
            "recording.event.custom",
            "note.created",
            "metric.alert",
            "nativemobile.event.crash",
            "stream:orders",
            "example.unheard.of");
  }

  @Test
  void every_component_of_a_sample_has_a_value_but_the_other_name_of_a_notes_author() {
    assertThat(SampleEvents.all())
        .allSatisfy(event -> assertThat(event).hasNoNullFieldsOrPropertiesExcept("creator"));
  }

  @Test
  void a_body_has_the_json_of_its_record() {
    assertThat(text(SampleEvents.segmentCreated()))
        .isEqualTo(
            "{\"eventName\":\"segment.created\",\"version\":1,\"data\":{\"id\":\"segment-1\","
                + "\"creator\":\"ada@example.com\",\"name\":\"Visitors from Zürich\","
                + "\"url\":\"https://app.example.com/segments/segment-1\","
                + "\"created\":\"2026-01-05T08:15:30.250Z\"}}");
  }

  @Test
  void the_body_of_a_stream_is_its_value() {
    assertThat(text(SampleEvents.streamEvent()))
        .startsWith("{\"name\":\"Order placed\",\"timestamp\":\"2026-01-05T12:30:00Z\",");
  }

  @Test
  void a_body_has_nested_records_enums_numbers_lists_and_escaped_text() {
    assertThat(text(SampleEvents.segmentTrendAlert()))
        .contains("\"value\":12.5", "\"alertConfig\":{\"description\":\"fewer buyers than usual\"")
        .contains("\"threshold\":20,\"direction\":\"BELOW\",\"duration\":\"WEEKLY\"");
    assertThat(text(SampleEvents.customEvent()))
        .contains("\"properties\":{\"amount_real\":7.25,\"codes_strs\":[\"A\",\"\\\"B\\\"\"]}")
        .contains("\"errors\":[{\"errCode\":\"invalidFieldName\",");
    assertThat(text(SampleEvents.noteCreated())).contains("jumps.\\u000aPlease");
  }

  @Test
  void what_is_null_is_left_out_of_a_body_and_what_is_additional_goes_into_its_data() {
    Map<String, @Nullable Object> additional = new LinkedHashMap<>();
    additional.put("beta", true);
    additional.put("owner", null);
    additional.put("size", Map.of("bytes", new BigDecimal("3")));

    assertThat(text(new MobileCrash(2, "App", null, null, null, null, null, additional)))
        .isEqualTo(
            "{\"eventName\":\"nativemobile.event.crash\",\"version\":2,\"data\":"
                + "{\"appName\":\"App\",\"beta\":true,\"owner\":null,\"size\":{\"bytes\":3}}}");
  }

  @Test
  void an_unknown_event_keeps_its_name_and_version() {
    assertThat(text(new UnknownEvent("a.b", 3, Map.of("list", List.of()))))
        .isEqualTo("{\"eventName\":\"a.b\",\"version\":3,\"data\":{\"list\":[]}}");
  }

  @Test
  void a_body_of_something_that_is_no_record_is_refused() {
    WebhookEvent own =
        new WebhookEvent() {
          @Override
          public String eventName() {
            return SegmentCreated.EVENT_NAME;
          }

          @Override
          public int version() {
            return 1;
          }
        };

    assertThatThrownBy(() -> SampleEvents.body(own))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a body can only be made for the event records of the API");
  }

  private static String text(WebhookEvent event) {
    return new String(SampleEvents.body(event), UTF_8);
  }
}
