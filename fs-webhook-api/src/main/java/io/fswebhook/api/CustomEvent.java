package io.fswebhook.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page or app sent a custom event ({@code recording.event.custom}). It carries no id, so two
 * equal bodies may be two events.
 *
 * <p>Source: FullStory's AsyncAPI description and published samples.
 *
 * @param version the version of the format, 1 so far
 * @param name the name that was passed to {@code FS.event}; null when absent
 * @param properties whatever was passed with it, each key ending in its type ({@code _str}, {@code
 *     _int}, {@code _real}, {@code _bool}, {@code _date}, plural for lists); values as in {@link
 *     WebhookEvent#additional()}; null when absent
 * @param errors properties that FullStory rejected; null when absent
 * @param pageUrl the page; null when absent
 * @param sessionUrl where the session opens; null when absent
 * @param timestamp when it happened; null when absent
 * @param additional members without a component, see {@link WebhookEvent#additional()}
 */
public record CustomEvent(
    int version,
    @Nullable String name,
    @Nullable Map<String, @Nullable Object> properties,
    @Nullable List<PropertyError> errors,
    @Nullable String pageUrl,
    @Nullable String sessionUrl,
    @Nullable Instant timestamp,
    Map<String, @Nullable Object> additional)
    implements WebhookEvent {

  /** The {@code eventName} of such a body. */
  public static final String EVENT_NAME = "recording.event.custom";

  /** Keeps unmodifiable copies of the collections. */
  public CustomEvent {
    properties = Copies.ofNullableMap(properties);
    errors = Copies.ofNullableList(errors);
    additional = Copies.ofMap(additional);
  }

  @Override
  public String eventName() {
    return EVENT_NAME;
  }

  /**
   * A property that FullStory rejected.
   *
   * @param errCode why, such as {@code invalidFieldName}; null when absent
   * @param field the key; null when absent
   * @param value what was sent; null when absent
   * @param additional members without a component, never null
   */
  public record PropertyError(
      @Nullable String errCode,
      @Nullable String field,
      @Nullable String value,
      Map<String, @Nullable Object> additional) {

    /** Keeps an unmodifiable copy of the map. */
    public PropertyError {
      additional = Copies.ofMap(additional);
    }
  }
}
