package io.fswebhook.core.parse;

import static io.fswebhook.core.parse.Bodies.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.CustomEvent.PropertyError;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.SegmentTrendAlert.Direction;
import io.fswebhook.api.UnknownEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurprisesTest {

  private static final BigDecimal SEVEN = new BigDecimal("7");

  @Test
  void values_of_another_type_are_null_and_stay_segment_created() throws Exception {
    assertThat(
            event(
                SegmentCreated.class,
                "segment.created",
                "{'id':7,'creator':{},'name':[null],'url':true,'created':1577836800}"))
        .isEqualTo(
            new SegmentCreated(
                1,
                null,
                null,
                null,
                null,
                null,
                map(
                    "id",
                    SEVEN,
                    "creator",
                    Map.of(),
                    "name",
                    listOfNull(),
                    "url",
                    true,
                    "created",
                    new BigDecimal("1577836800"))));
  }

  @Test
  void values_of_another_type_are_null_and_stay_segment_trend_alert() throws Exception {
    assertThat(
            event(
                SegmentTrendAlert.class,
                "segment.trend.alert",
                "{'timestamp':'yesterday','value':'7','alertConfig':[],'notification_url':'u'}"))
        .isEqualTo(
            new SegmentTrendAlert(
                1,
                null,
                null,
                null,
                null,
                null,
                map(
                    "timestamp",
                    "yesterday",
                    "value",
                    "7",
                    "alertConfig",
                    List.of(),
                    "notification_url",
                    "u")));
  }

  @Test
  void a_nested_object_keeps_its_own_surprises() throws Exception {
    SegmentTrendAlert event =
        event(
            SegmentTrendAlert.class,
            "segment.trend.alert",
            "{'alertConfig':{'threshold':true,'direction':'SIDEWAYS','duration':'daily',"
                + "'alertUrl':7,'segmentName':'s','new':[1]}}");

    assertThat(event.additional()).isEmpty();
    assertThat(event.alertConfig())
        .isEqualTo(
            new SegmentTrendAlert.AlertConfig(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "s",
                map(
                    "threshold",
                    true,
                    "direction",
                    "SIDEWAYS",
                    "duration",
                    "daily",
                    "alertUrl",
                    SEVEN,
                    "new",
                    List.of(BigDecimal.ONE))));
  }

  @Test
  void each_known_constant_is_bound_by_its_exact_name() throws Exception {
    for (SegmentTrendAlert.Duration duration : SegmentTrendAlert.Duration.values()) {
      SegmentTrendAlert event =
          event(
              SegmentTrendAlert.class,
              "segment.trend.alert",
              "{'alertConfig':{'direction':'BELOW','duration':'" + duration + "'}}");

      assertThat(event.alertConfig())
          .isEqualTo(
              new SegmentTrendAlert.AlertConfig(
                  null, null, Direction.BELOW, duration, null, null, null, null, null, Map.of()));
    }
  }

  @Test
  void values_of_another_type_are_null_and_stay_recording_event_custom() throws Exception {
    assertThat(
            event(
                CustomEvent.class,
                "recording.event.custom",
                "{'name':false,'properties':'p','errors':{},'pageUrl':7,'timestamp':'7','more':null}"))
        .isEqualTo(
            new CustomEvent(
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                map(
                    "name",
                    false,
                    "properties",
                    "p",
                    "errors",
                    Map.of(),
                    "pageUrl",
                    SEVEN,
                    "timestamp",
                    "7",
                    "more",
                    null)));
  }

  @Test
  void one_error_that_is_no_object_keeps_the_whole_list_out() throws Exception {
    for (String other : List.of("null", "7", "'x'", "[]")) {
      CustomEvent event =
          event(
              CustomEvent.class,
              "recording.event.custom",
              "{'errors':[{'field':'f'}," + other + "]}");

      assertThat(event.errors()).as(other).isNull();
      assertThat(event.additional()).as(other).containsOnlyKeys("errors");
    }
  }

  @Test
  void errors_keep_their_own_surprises() throws Exception {
    CustomEvent event =
        event(
            CustomEvent.class,
            "recording.event.custom",
            "{'errors':[{'errCode':7,'field':'f','value':null,'x':'y'},{}]}");

    assertThat(event.additional()).isEmpty();
    assertThat(event.errors())
        .containsExactly(
            new PropertyError(null, "f", null, map("errCode", SEVEN, "x", "y")),
            new PropertyError(null, null, null, Map.of()));
  }

  @Test
  void an_empty_list_of_errors_is_bound() throws Exception {
    assertThat(event(CustomEvent.class, "recording.event.custom", "{'errors':[]}").errors())
        .isEqualTo(List.of());
  }

  @Test
  void properties_keep_every_value_in_order_and_cannot_be_changed() throws Exception {
    CustomEvent event =
        event(
            CustomEvent.class,
            "recording.event.custom",
            "{'properties':{'z':null,'a':[null,true,{'k':[1.50]}],'m':{},'0':-0.0}}");
    Map<String, @Nullable Object> properties = event.properties();

    assertThat(properties)
        .containsExactlyEntriesOf(
            map(
                "z",
                null,
                "a",
                Arrays.asList(null, true, Map.of("k", List.of(new BigDecimal("1.50")))),
                "m",
                Map.of(),
                "0",
                new BigDecimal("0.0")));
    assertUnmodifiable(properties);
  }

  @SuppressWarnings("unchecked")
  private static void assertUnmodifiable(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> ((Map<Object, Object>) map).put("x", "y"));
      map.values().forEach(SurprisesTest::assertUnmodifiable);
    }
    if (value instanceof List<?> list) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> ((List<Object>) list).add("x"));
      list.forEach(SurprisesTest::assertUnmodifiable);
    }
  }

  @Test
  void values_of_another_type_are_null_and_stay_note_created() throws Exception {
    assertThat(
            event(
                NoteCreated.class,
                "note.created",
                "{'id':'1','creator':'c','author':7,'text':[],'created':'2019-04-19',"
                    + "'notedTime':{},'pageInfo':'p'}"))
        .isEqualTo(
            new NoteCreated(
                1,
                "1",
                "c",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                map(
                    "author",
                    SEVEN,
                    "text",
                    List.of(),
                    "created",
                    "2019-04-19",
                    "notedTime",
                    Map.of(),
                    "pageInfo",
                    "p")));
  }

  @Test
  void the_page_of_a_note_keeps_its_own_surprises() throws Exception {
    NoteCreated event =
        event(
            NoteCreated.class,
            "note.created",
            "{'pageInfo':{'pageHeight':'652','pageWidth':908.5,'country':7,'zoom':2}}");

    assertThat(event.additional()).isEmpty();
    assertThat(event.pageInfo())
        .isEqualTo(
            new NoteCreated.PageInfo(
                null,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("908.5"),
                map("pageHeight", "652", "country", SEVEN, "zoom", new BigDecimal("2"))));
  }

  @Test
  void values_of_another_type_are_null_and_stay_metric_alert() throws Exception {
    assertThat(
            event(
                MetricAlert.class,
                "metric.alert",
                "{'id':7,'alertId':7,'value':null,'timestamp':null,'alertConfig':7}"))
        .isEqualTo(
            new MetricAlert(
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                map("id", SEVEN, "alertId", SEVEN, "alertConfig", SEVEN)));
  }

  @Test
  void a_metric_alert_takes_either_name_of_its_notification() throws Exception {
    notification("{'notification_url':'b'}", "b", map());
    notification("{'notificationUrl':'a'}", "a", map());
    notification("{'notificationUrl':null,'notification_url':'b'}", "b", map());
    notification(
        "{'notificationUrl':'a','notification_url':'b'}", "a", map("notification_url", "b"));
    notification(
        "{'notification_url':'b','notificationUrl':7}",
        null,
        map("notification_url", "b", "notificationUrl", SEVEN));
    notification("{'notification_url':7}", null, map("notification_url", SEVEN));
  }

  private static void notification(
      String data, @Nullable String expected, Map<String, @Nullable Object> additional)
      throws MalformedPayloadException {
    assertThat(event(MetricAlert.class, "metric.alert", data))
        .isEqualTo(new MetricAlert(1, null, null, null, null, expected, null, additional));
  }

  @Test
  void the_metric_of_an_alert_keeps_its_own_surprises() throws Exception {
    MetricAlert event =
        event(
            MetricAlert.class,
            "metric.alert",
            "{'alertConfig':{'metricName':'m','metricUrl':7,'description':'d'}}");

    assertThat(event.alertConfig())
        .isEqualTo(
            new MetricAlert.AlertConfig(
                null,
                null,
                null,
                null,
                "m",
                null,
                null,
                null,
                map("metricUrl", SEVEN, "description", "d")));
  }

  @Test
  void values_of_another_type_are_null_and_stay_nativemobile_event_crash() throws Exception {
    assertThat(
            event(
                MobileCrash.class,
                "nativemobile.event.crash",
                "{'appName':'a','appVersion':1.10,'osVersion':null,'deviceModel':[],'stack':'s'}"))
        .isEqualTo(
            new MobileCrash(
                1,
                "a",
                null,
                null,
                null,
                null,
                null,
                map("appVersion", new BigDecimal("1.10"), "deviceModel", List.of(), "stack", "s")));
  }

  @Test
  void members_beside_data_stay_behind_those_of_data_and_hide_none() throws Exception {
    assertThat(
            event(
                "{\"x\":1,\"id\":\"out\",\"y\":\"out\",\"eventName\":\"note.created\","
                    + "\"data\":{\"id\":\"in\",\"y\":\"in\",\"version\":9},\"version\":\"1\"}"))
        .isEqualTo(
            new NoteCreated(
                0,
                "in",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                map("y", "in", "version", new BigDecimal("9"), "x", BigDecimal.ONE)));
  }

  @Test
  void a_member_beside_data_is_not_taken_for_one_of_data() throws Exception {
    assertThat(event("{\"eventName\":\"segment.created\",\"id\":\"out\",\"data\":{}}"))
        .isEqualTo(new SegmentCreated(0, null, null, null, null, null, map("id", "out")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[]", "\"x\"", "true"})
  void data_that_is_no_object_stays(String data) throws Exception {
    assertThat(event("{\"eventName\":\"segment.created\",\"version\":1,\"data\":" + data + "}"))
        .satisfies(event -> assertThat(event.additional()).containsOnlyKeys("data"))
        .isInstanceOf(SegmentCreated.class);
  }

  @Test
  void data_may_be_absent() throws Exception {
    assertThat(event("{\"eventName\":\"segment.created\"}"))
        .isEqualTo(new SegmentCreated(0, null, null, null, null, null, Map.of()));
  }

  @Test
  void an_unknown_event_keeps_everything_in_order() throws Exception {
    assertThat(
            event(
                "{\"more\":null,\"data\":{\"b\":1,\"a\":{\"created\":\"x\"}},\"version\":3,"
                    + "\"eventName\":\"endpoint.test\"}"))
        .isEqualTo(
            new UnknownEvent(
                "endpoint.test",
                3,
                map("b", BigDecimal.ONE, "a", Map.of("created", "x"), "more", null)))
        .satisfies(
            event -> assertThat(event.additional().keySet()).containsExactly("b", "a", "more"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "1.0, 1, true",
    "10e-1, 1, true",
    "null, 0, true",
    "2, 2, false",
    "0, 0, false",
    "-1, -1, false",
    "2147483647, 2147483647, false",
    "2e0, 2, false"
  })
  void a_whole_number_is_the_version(String version, int expected, boolean isKnown)
      throws Exception {
    var event = event(withVersion(version));

    assertThat(event.version()).isEqualTo(expected);
    assertThat(event.additional()).doesNotContainKey("version");
    assertThat(event instanceof SegmentCreated).isEqualTo(isKnown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"1\"", "1.5", "2147483648", "1e400", "1e999999", "true", "[1]", "{\"v\":1}"})
  void any_other_version_is_none_and_stays(String version) throws Exception {
    var event = event(withVersion(version));

    assertThat(event).isInstanceOf(SegmentCreated.class);
    assertThat(event.version()).isZero();
    assertThat(event.additional()).containsOnlyKeys("version");
  }

  private static String withVersion(String version) {
    return "{\"eventName\":\"segment.created\",\"version\":" + version + ",\"data\":{}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'created':'2020-01-01T00:00:00Z'} | true",
        "{'timestamp':'2020-01-01T00:00:00+01:00'} | true",
        "{'created':'never','timestamp':'2020-01-01T00:00:00Z'} | true",
        "{'created':1577836800} | false",
        "{'notedTime':'2020-01-01T00:00:00Z'} | false",
        "{'x':{'created':'2020-01-01T00:00:00Z'}} | false",
        "{'created':null} | false",
        "['2020-01-01T00:00:00Z'] | false"
      },
      quoteCharacter = '`')
  void any_event_carries_its_time_in_created_or_timestamp(String data, boolean expected)
      throws Exception {
    for (String name : List.of("segment.created", "nativemobile.event.crash", "unheard.of")) {
      String body = "{'eventName':'" + name + "','data':" + data + "}";
      assertThat(Bodies.parse(body.replace('\'', '"').getBytes(UTF_8)).ownTime() != null)
          .as(name)
          .isEqualTo(expected);
    }
  }

  @Test
  void a_time_beside_data_is_not_the_events_own() throws Exception {
    String body = "{\"eventName\":\"x\",\"created\":\"2020-01-01T00:00:00Z\",\"data\":{}}";

    assertThat(Bodies.parse(body.getBytes(UTF_8)).ownTime()).isNull();
  }

  @Test
  void the_request_goes_along() throws Exception {
    byte[] body = Bodies.sample("note.created");

    assertThat(Bodies.parse(body).request().body()).isSameAs(body);
    assertThat(Bodies.parse(body).request().receivedAt()).isEqualTo(Instant.EPOCH);
  }

  private static List<@Nullable Object> listOfNull() {
    return Collections.singletonList(null);
  }

  private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      map.put(String.valueOf(keysAndValues[index]), keysAndValues[index + 1]);
    }
    return map;
  }
}
