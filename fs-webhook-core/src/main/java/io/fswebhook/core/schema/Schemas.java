package io.fswebhook.core.schema;

import io.fswebhook.core.parse.JsonReader;
import io.fswebhook.core.parse.JsonReader.JsonDocument;
import io.fswebhook.core.parse.MalformedPayloadException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas of events and streams. Thread-safe. */
public final class Schemas {

  /** Of the thread that received the body. */
  static final Duration LIMIT = Duration.ofMillis(100);

  private final JsonReader reader = new JsonReader();
  private final Map<String, LoadedSchema> byEventName;
  private final Duration limit;

  private Schemas(Map<String, LoadedSchema> byEventName, Duration limit) {
    this.byEventName = Map.copyOf(byEventName);
    this.limit = limit;
  }

  /**
   * Reads the schemas.
   *
   * @param settings by event name, such as {@code note.created} or {@code stream:orders}
   * @throws io.fswebhook.core.failure.StartException if one cannot be used
   */
  public static Schemas open(Map<String, SchemaSettings> settings) {
    return open(settings, LIMIT);
  }

  static Schemas open(Map<String, SchemaSettings> settings, Duration limit) {
    Map<String, LoadedSchema> byEventName = new HashMap<>();
    settings.forEach((eventName, each) -> byEventName.put(eventName, LoadSchema.of(each)));
    return new Schemas(byEventName, limit);
  }

  /**
   * Why the body is not known to be valid; null if it is, or has no schema. Reads no file, and
   * gives up after a tenth of a second.
   *
   * @param body that was parsed before
   */
  public @Nullable SchemaFailure check(String eventName, byte[] body) {
    LoadedSchema schema = byEventName.get(eventName);
    return schema == null ? null : schema.check(value(body), limit);
  }

  private JsonDocument value(byte[] body) {
    try {
      return reader.readValue(body);
    } catch (MalformedPayloadException e) {
      throw new IllegalArgumentException("the body was not parsed before", e);
    }
  }
}
