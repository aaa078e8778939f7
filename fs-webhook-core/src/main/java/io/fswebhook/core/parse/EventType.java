package io.fswebhook.core.parse;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.SampleEvents;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiFunction;

/** An event type with a record. {@link EventCatalogue} lists them all. */
public final class EventType {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final Class<? extends WebhookEvent> type;
  private final RecordBinder<?> binder;
  private final BiFunction<String, Instant, ? extends WebhookEvent> sample;
  private final String description;

  /**
   * Declares a type.
   *
   * @param otherNames see {@link RecordBinder#of}
   * @param sample creates a sample with an id, if the type has one, and a time
   * @param description one line, for help and documents
   */
  <T extends Record & WebhookEvent> EventType(
      String name,
      Class<T> type,
      Map<String, String> otherNames,
      BiFunction<String, Instant, T> sample,
      String description) {
    this.name = name;
    this.type = type;
    this.binder = RecordBinder.of(type, otherNames);
    this.sample = sample;
    this.description = description;
  }

  /** The {@code eventName} of its bodies. */
  public String name() {
    return name;
  }

  /** Its record. */
  public Class<? extends WebhookEvent> type() {
    return type;
  }

  /** One line, for help and documents. */
  public String description() {
    return description;
  }

  /** The body of a sample event, with a random id. */
  public byte[] sample(Instant now) {
    byte[] id = new byte[8];
    RANDOM.nextBytes(id);
    return SampleEvents.body(
        sample.apply(HexFormat.of().formatHex(id), now.truncatedTo(ChronoUnit.MILLIS)));
  }

  WebhookEvent bind(int version, JsonMembers data) {
    return (WebhookEvent) binder.bind(version, data);
  }
}
