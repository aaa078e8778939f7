package io.fswebhook.core.parse;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.VerifiedRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns verified bytes into an event. Safe for use by several threads; never blocks. */
public final class EventParser {

  private static final int KNOWN_VERSION = 1;

  private static final Map<String, EventBinder> BINDERS =
      Map.of(
          SegmentCreated.EVENT_NAME, SegmentCreatedBinder::bind,
          SegmentTrendAlert.EVENT_NAME, SegmentTrendAlertBinder::bind,
          CustomEvent.EVENT_NAME, CustomEventBinder::bind,
          NoteCreated.EVENT_NAME, NoteCreatedBinder::bind,
          MetricAlert.EVENT_NAME, MetricAlertBinder::bind,
          MobileCrash.EVENT_NAME, MobileCrashBinder::bind);

  private final JsonReader reader = new JsonReader();

  /** The event of a verified body. */
  public ParsedRequest parse(VerifiedRequest request) throws MalformedPayloadException {
    Envelope envelope = Envelope.of(reader.read(request.body()));
    return new ParsedRequest(request, event(envelope), envelope.ownTime());
  }

  private static WebhookEvent event(Envelope envelope) {
    Integer stated = envelope.version();
    int version = stated == null ? 0 : stated;
    EventBinder binder = BINDERS.get(envelope.eventName());
    if (binder == null || !isKnown(stated)) {
      return new UnknownEvent(envelope.eventName(), version, envelope.data().rest());
    }
    return binder.bind(version, envelope.data());
  }

  /** A body without a usable version is taken for the one that is known. */
  private static boolean isKnown(@Nullable Integer version) {
    return version == null || version == KNOWN_VERSION;
  }
}
