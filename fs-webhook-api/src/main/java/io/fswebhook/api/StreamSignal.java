package io.fswebhook.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a stream as FullStory fixed it before it could be mapped.
 *
 * <p>A component is null if its member is missing or has another type. Source: FullStory's
 * published sample of version {@code v2}, which has no properties, and what its sample receiver
 * reads, which has no {@code uid}.
 *
 * @param name what happened, as the customer called it
 * @param timestamp when it happened
 * @param apiVersion the format, such as {@code v2}; the member {@code api_version}
 * @param signalVersion the version of the customer's definition; the member {@code signal_version}
 * @param user who; null when absent
 * @param properties more about it, such as {@code session_id}; empty when absent
 */
public record StreamSignal(
    String name,
    @Nullable Instant timestamp,
    String apiVersion,
    @Nullable String signalVersion,
    @Nullable User user,
    Map<String, @Nullable Object> properties) {

  /** Keeps an unmodifiable copy of the map. */
  public StreamSignal {
    properties = Copies.ofMap(properties);
  }

  /**
   * A visitor.
   *
   * @param id FullStory's id of the user
   * @param uid the customer's id of the user
   * @param email the e-mail address
   * @param displayName the name that FullStory shows; the member {@code display_name}
   */
  public record User(
      @Nullable String id,
      @Nullable String uid,
      @Nullable String email,
      @Nullable String displayName) {}

  static @Nullable StreamSignal of(StreamEvent event) {
    String name = event.text("/name");
    String apiVersion = event.text("/api_version");
    if (name == null || apiVersion == null) {
      return null;
    }
    Map<String, @Nullable Object> properties = event.object("/properties");
    return new StreamSignal(
        name,
        event.time("/timestamp"),
        apiVersion,
        event.text("/signal_version"),
        event.object("/user") == null ? null : user(event),
        properties == null ? Map.of() : properties);
  }

  private static User user(StreamEvent event) {
    return new User(
        event.text("/user/id"),
        event.text("/user/uid"),
        event.text("/user/email"),
        event.text("/user/display_name"));
  }
}
