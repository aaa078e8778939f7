package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.Delivery;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.WebhookEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Properties that event types share under different names; those of streams as the documentation
 * recommends to map them.
 */
public final class EventFacts {

  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private EventFacts() {}

  /**
   * When it happened: {@code created}, {@code timestamp}, or {@code event_time}; the time of
   * receipt if the event has none, or a year that RFC 3339 and databases do not support.
   */
  public static Instant timeOf(Delivery delivery) {
    return Optional.ofNullable(ownTime(delivery.event()))
        .filter(time -> !time.isBefore(YEAR_0) && time.isBefore(YEAR_10000))
        .orElse(delivery.receivedAt());
  }

  /** The id of its subject. Custom events and crashes have none. */
  public static Optional<String> subjectOf(WebhookEvent event) {
    return Optional.ofNullable(subject(event)).filter(id -> !id.isBlank());
  }

  /** The URL of the session in which it happened. */
  public static Optional<String> sessionOf(WebhookEvent event) {
    return Optional.ofNullable(session(event)).filter(url -> !url.isBlank());
  }

  private static @Nullable Instant ownTime(WebhookEvent event) {
    if (event instanceof SegmentCreated segment) {
      return segment.created();
    }
    if (event instanceof SegmentTrendAlert alert) {
      return alert.timestamp();
    }
    if (event instanceof CustomEvent custom) {
      return custom.timestamp();
    }
    if (event instanceof NoteCreated note) {
      return note.created();
    }
    if (event instanceof StreamEvent stream) {
      Instant mapped = stream.time("/event_time");
      return mapped == null ? stream.time("/timestamp") : mapped;
    }
    return event instanceof MetricAlert alert ? alert.timestamp() : null;
  }

  private static @Nullable String subject(WebhookEvent event) {
    if (event instanceof SegmentCreated segment) {
      return segment.id();
    }
    if (event instanceof SegmentTrendAlert alert) {
      return alert.id();
    }
    if (event instanceof NoteCreated note) {
      return note.id();
    }
    return event instanceof MetricAlert alert ? alert.id() : null;
  }

  private static @Nullable String session(WebhookEvent event) {
    if (event instanceof CustomEvent custom) {
      return custom.sessionUrl();
    }
    if (event instanceof NoteCreated note) {
      return note.sessionUrl();
    }
    if (event instanceof StreamEvent stream) {
      return stream.text("/replay_url");
    }
    return event instanceof MobileCrash crash ? crash.sessionUrl() : null;
  }
}
