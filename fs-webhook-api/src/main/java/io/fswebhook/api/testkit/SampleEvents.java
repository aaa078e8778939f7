package io.fswebhook.api.testkit;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample event of each kind, with every component that FullStory is known to send, and the body
 * of any event. The methods without parameters return equal events on every call.
 */
public final class SampleEvents {

  private static final String SESSIONS = "https://app.example.com/session/";
  private static final String PAGE_URL = "https://shop.example.com/basket";
  private static final Duration WRITING_A_NOTE = Duration.parse("PT39M28.5S");

  private SampleEvents() {}

  /**
   * A new segment.
   *
   * @return {@code segment.created}
   */
  public static SegmentCreated segmentCreated() {
    return segmentCreated("segment-1", Instant.parse("2026-01-05T08:15:30.250Z"));
  }

  /**
   * The same with another id and time.
   *
   * @param id the id of the segment
   * @param time when it was created
   * @return {@code segment.created}
   */
  public static SegmentCreated segmentCreated(String id, Instant time) {
    return new SegmentCreated(
        1,
        id,
        "ada@example.com",
        "Visitors from Zürich",
        "https://app.example.com/segments/" + id,
        time,
        Map.of());
  }

  /**
   * A segment with fewer users than expected.
   *
   * @return {@code segment.trend.alert}
   */
  public static SegmentTrendAlert segmentTrendAlert() {
    return segmentTrendAlert("trend-1", Instant.parse("2026-01-05T09:00:00Z"));
  }

  /**
   * The same with another id and time.
   *
   * @param id the id of the occurrence
   * @param time when it went off
   * @return {@code segment.trend.alert}
   */
  public static SegmentTrendAlert segmentTrendAlert(String id, Instant time) {
    return new SegmentTrendAlert(
        1,
        id,
        time,
        new BigDecimal("12.5"),
        "https://app.example.com/alerts/trend-1/notifications/1",
        new SegmentTrendAlert.AlertConfig(
            "fewer buyers than usual",
            new BigDecimal("20"),
            SegmentTrendAlert.Direction.BELOW,
            SegmentTrendAlert.Duration.WEEKLY,
            "https://app.example.com/alerts/trend-1",
            "ada@example.com",
            "https://app.example.com/segments/segment-1",
            "grace@example.com",
            "Visitors from Zürich",
            Map.of()),
        Map.of());
  }

  /**
   * An event that a page reported, one of its properties refused.
   *
   * @return {@code recording.event.custom}
   */
  public static CustomEvent customEvent() {
    return customEvent("4711:0815", Instant.parse("2026-01-05T10:20:30Z"));
  }

  /**
   * The same with another id and time.
   *
   * @param id the id of the session, since such an event has none
   * @param time when it happened
   * @return {@code recording.event.custom}
   */
  public static CustomEvent customEvent(String id, Instant time) {
    return new CustomEvent(
        1,
        "Voucher redeemed",
        new TreeMap<>(
            Map.of("amount_real", new BigDecimal("7.25"), "codes_strs", List.of("A", "\"B\""))),
        List.of(new CustomEvent.PropertyError("invalidFieldName", "2nd code", "x", Map.of())),
        PAGE_URL,
        SESSIONS + id,
        time,
        Map.of());
  }

  /**
   * A note on a session, as the vendor's samples have it: with an author, without a creator.
   *
   * @return {@code note.created}
   */
  public static NoteCreated noteCreated() {
    return noteCreated("note-1", Instant.parse("2026-01-05T11:00:00Z"));
  }

  /**
   * The same with another id and time.
   *
   * @param id the id of the note
   * @param time when it was written
   * @return {@code note.created}
   */
  public static NoteCreated noteCreated(String id, Instant time) {
    return new NoteCreated(
        1,
        id,
        null,
        "grace@example.com",
        "The voucher field jumps.\nPlease have a look.",
        SESSIONS + "4711:0815",
        "https://app.example.com/users/4711",
        "https://share.example.com/" + id,
        time,
        time.minus(WRITING_A_NOTE),
        new NoteCreated.PageInfo(
            PAGE_URL,
            "192.0.2.17",
            "ExampleBrowser/1.0",
            "https://shop.example.com/",
            "CH",
            new BigDecimal("900"),
            new BigDecimal("1440"),
            Map.of()),
        Map.of());
  }

  /**
   * A metric above its threshold.
   *
   * @return {@code metric.alert}
   */
  public static MetricAlert metricAlert() {
    return metricAlert("occurrence-1", Instant.parse("2026-01-05T12:00:00Z"));
  }

  /**
   * The same with another id and time.
   *
   * @param id the id of the occurrence
   * @param time when it went off
   * @return {@code metric.alert}
   */
  public static MetricAlert metricAlert(String id, Instant time) {
    return new MetricAlert(
        1,
        id,
        "alert-1",
        time,
        new BigDecimal("0.75"),
        "https://app.example.com/metrics/metric-1/alerts/alert-1?occurrence=1",
        new MetricAlert.AlertConfig(
            "Slow basket",
            "more than half of the visitors wait",
            "ada@example.com",
            "https://app.example.com/metrics/metric-1/alerts/alert-1",
            "Waiting visitors",
            "share of visitors who wait longer than two seconds",
            "grace@example.com",
            "https://app.example.com/metrics/metric-1",
            Map.of()),
        Map.of());
  }

  /**
   * A crash of a mobile app.
   *
   * @return {@code nativemobile.event.crash}
   */
  public static MobileCrash mobileCrash() {
    return mobileCrash("4711:0815");
  }

  /**
   * The same with another id.
   *
   * @param id the id of the session, since such an event has none
   * @return {@code nativemobile.event.crash}
   */
  public static MobileCrash mobileCrash(String id) {
    return new MobileCrash(
        1,
        "Example Shop",
        "com.example.shop",
        "3.2.1",
        "Example Phone 5",
        "Android 15",
        SESSIONS + id,
        Map.of());
  }

  /**
   * An event that the API has no record for.
   *
   * @return {@code example.unheard.of}
   */
  public static UnknownEvent unknownEvent() {
    return new UnknownEvent("example.unheard.of", 7, Map.of("id", "unheard-1"));
  }

  /**
   * A signal of a stream, in FullStory's fixed format.
   *
   * @return {@code stream:orders}
   */
  public static StreamEvent streamEvent() {
    return streamEvent("orders", Instant.parse("2026-01-05T12:30:00Z"));
  }

  /**
   * The same of another stream and time.
   *
   * @param stream the stream's name
   * @param time when it happened
   * @return {@code stream:} and the stream's name
   */
  public static StreamEvent streamEvent(String stream, Instant time) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", "4711");
    user.put("uid", "customer-17");
    user.put("email", "ada@example.com");
    user.put("display_name", "Ada");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "Order placed");
    body.put("timestamp", time.toString());
    body.put("api_version", "v2");
    body.put("signal_version", "1");
    body.put("user", user);
    body.put("properties", Map.of("session_id", "ORG1:4711"));
    return new StreamEvent(stream, body);
  }

  /**
   * All of them.
   *
   * @return one event of each kind
   */
  public static List<WebhookEvent> all() {
    return List.of(
        segmentCreated(),
        segmentTrendAlert(),
        customEvent(),
        noteCreated(),
        metricAlert(),
        mobileCrash(),
        streamEvent(),
        unknownEvent());
  }

  /**
   * The body of an event: null components are omitted, additional members go into {@code data}; of
   * a stream, its value.
   *
   * @param event an event record of the API, with any values
   * @return JSON in UTF-8, a new array each time
   */
  public static byte[] body(WebhookEvent event) {
    return EventJson.write(event).getBytes(StandardCharsets.UTF_8);
  }
}
