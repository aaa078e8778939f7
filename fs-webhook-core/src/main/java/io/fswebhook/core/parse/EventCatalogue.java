package io.fswebhook.core.parse;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.testkit.SampleEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The event types with a record: the single source for parsing, metrics, samples and documents. A
 * new type is a record in the API, a sample in its test kit, and an entry here.
 */
public final class EventCatalogue {

  /** In the order of FullStory's list. */
  private static final List<EventType> ALL =
      List.of(
          new EventType(
              SegmentCreated.EVENT_NAME,
              SegmentCreated.class,
              Map.of(),
              SampleEvents::segmentCreated,
              "A segment was created"),
          new EventType(
              SegmentTrendAlert.EVENT_NAME,
              SegmentTrendAlert.class,
              Map.of(),
              SampleEvents::segmentTrendAlert,
              "The active users of a segment crossed a threshold"),
          new EventType(
              CustomEvent.EVENT_NAME,
              CustomEvent.class,
              Map.of(),
              SampleEvents::customEvent,
              "A page or app sent a custom event"),
          new EventType(
              NoteCreated.EVENT_NAME,
              NoteCreated.class,
              Map.of(),
              SampleEvents::noteCreated,
              "A note was added to a session"),
          new EventType(
              MetricAlert.EVENT_NAME,
              MetricAlert.class,
              Map.of("notificationUrl", "notification_url"), // FullStory uses both spellings
              SampleEvents::metricAlert,
              "A metric crossed the threshold of an alert"),
          new EventType(
              MobileCrash.EVENT_NAME,
              MobileCrash.class,
              Map.of(),
              (id, time) -> SampleEvents.mobileCrash(id),
              "A mobile app crashed"));

  private static final Map<String, EventType> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

  private EventCatalogue() {}

  public static List<EventType> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(EventType::name).toList();
  }

  public static Optional<EventType> find(String eventName) {
    return Optional.ofNullable(BY_NAME.get(eventName));
  }

  /**
   * Unknown events share one label: a sender must not control the number of labels. Streams have
   * their own, since the settings name them.
   */
  public static String metricsLabel(String eventName) {
    return BY_NAME.containsKey(eventName) || eventName.startsWith(StreamEvent.PREFIX)
        ? eventName
        : "other";
  }
}
