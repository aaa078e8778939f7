package io.fswebhook.core.parse;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all events have.
 *
 * @param eventName not blank
 * @param version null when there is none that is a whole number of 32 bits
 * @param data the members of {@code data}, those beside it for the rest
 * @param ownTime the time that {@code data} carries; null when it has none
 */
record Envelope(
    String eventName, @Nullable Integer version, Members data, @Nullable Instant ownTime) {

  private static final String DATA = "data";

  static Envelope of(JsonDocument document) throws MalformedPayloadException {
    Members members = Members.of(document.members(), document.numbersAsText());
    String eventName = eventName(members);
    Integer version = members.integer("version");
    // A null is kept: it is there, and no object.
    Map<String, @Nullable Object> object = members.has(DATA) ? members.object(DATA) : null;
    Map<String, @Nullable Object> data = object == null ? Map.of() : object;
    Map<String, @Nullable Object> beside = members.rest();
    beside.keySet().removeAll(data.keySet());
    return new Envelope(
        eventName, version, Members.of(data, document.numbersAsText()).with(beside), ownTime(data));
  }

  private static String eventName(Members members) throws MalformedPayloadException {
    String name = members.text("eventName");
    if (name == null) {
      throw new MalformedPayloadException(
          "eventName must be a string, was none or something else at $.eventName");
    }
    if (name.isBlank()) {
      throw new MalformedPayloadException("eventName must not be blank, was blank at $.eventName");
    }
    return name;
  }

  private static @Nullable Instant ownTime(Map<String, @Nullable Object> data) {
    Instant created = time(data.get("created"));
    return created == null ? time(data.get("timestamp")) : created;
  }

  private static @Nullable Instant time(@Nullable Object value) {
    return value instanceof String text ? Times.instant(text) : null;
  }
}
