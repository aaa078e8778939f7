package io.fswebhook.core.parse;

import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns verified bytes into an event. Thread-safe; never blocks. */
public final class EventParser {

  private static final int KNOWN_VERSION = 1;

  private final JsonReader reader = new JsonReader();

  /** The event of a verified body. */
  public ParsedRequest parse(VerifiedRequest request) throws MalformedPayloadException {
    String stream = request.stream();
    if (stream != null) {
      Object value = reader.readValue(request.body()).value();
      return new ParsedRequest(request, new StreamEvent(stream, value), value, null);
    }
    JsonReader.JsonDocument document = reader.readObject(request.body());
    Envelope envelope = Envelope.of(document);
    return new ParsedRequest(request, event(envelope), document.value(), envelope.ownTime());
  }

  private static WebhookEvent event(Envelope envelope) {
    Integer stated = envelope.version();
    int version = stated == null ? 0 : stated;
    Optional<EventType> type = EventCatalogue.find(envelope.eventName());
    if (type.isEmpty() || !isKnown(stated)) {
      return new UnknownEvent(envelope.eventName(), version, envelope.data().rest());
    }
    return type.get().bind(version, envelope.data());
  }

  /** A body without a usable version is assumed to have the known one. */
  private static boolean isKnown(@Nullable Integer version) {
    return version == null || version == KNOWN_VERSION;
  }

  /**
   * The members that all events share.
   *
   * @param eventName not blank
   * @param version null unless it is a 32-bit integer
   * @param data the members of {@code data}; those beside it count as additional
   * @param ownTime the time in {@code data}; null if it has none
   */
  private record Envelope(
      String eventName, @Nullable Integer version, JsonMembers data, @Nullable Instant ownTime) {

    private static final String DATA = "data";

    /** So that no handler of a stream gets a webhook that bears its name. */
    private static final String NOT_A_STREAM = "webhook:";

    static Envelope of(JsonReader.JsonDocument document) throws MalformedPayloadException {
      JsonMembers members = JsonMembers.of(document.members(), document.numbersAsText());
      String eventName = eventName(members);
      Integer version = members.integer("version");
      // A null stays: it is present, but not an object.
      Map<String, @Nullable Object> object = members.has(DATA) ? members.object(DATA) : null;
      Map<String, @Nullable Object> data = object == null ? Map.of() : object;
      Map<String, @Nullable Object> beside = members.rest();
      beside.keySet().removeAll(data.keySet());
      return new Envelope(
          eventName,
          version,
          JsonMembers.of(data, document.numbersAsText()).with(beside),
          ownTime(data));
    }

    private static String eventName(JsonMembers members) throws MalformedPayloadException {
      String name = members.text("eventName");
      if (name == null) {
        throw new MalformedPayloadException(
            "eventName must be a string, was none or something else at $.eventName");
      }
      if (name.isBlank()) {
        throw new MalformedPayloadException(
            "eventName must not be blank, was blank at $.eventName");
      }
      return name.startsWith(StreamEvent.PREFIX) ? NOT_A_STREAM + name : name;
    }

    private static @Nullable Instant ownTime(Map<String, @Nullable Object> data) {
      Instant created = time(data.get("created"));
      return created == null ? time(data.get("timestamp")) : created;
    }

    private static @Nullable Instant time(@Nullable Object value) {
      return value instanceof String text ? Timestamps.instant(text) : null;
    }
  }
}
