package io.fswebhook.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body of a FullStory stream. The customer maps its members freely, so there is no envelope, no
 * event name and no version: it may be any JSON value. Immutable.
 *
 * <p>Members are read by JSON pointers (RFC 6901), such as {@code /user/email} or {@code
 * /events/0/url}. Each of these methods returns null if there is no such member, or if it is of
 * another type.
 *
 * <p>A handler subscribes to {@code stream:<name>}, or to {@code stream:*} for all streams.
 *
 * @param stream the stream's name, as in the receiver's settings and in the request's path
 * @param value the body: {@code String}, {@code BigDecimal}, {@code Boolean}, null, {@code List} or
 *     {@code Map} of these, unmodifiable and in the order of the body; numbers as in {@link
 *     WebhookEvent#additional()}
 */
public record StreamEvent(String stream, @Nullable Object value) implements WebhookEvent {

  /** What the event names of streams begin with. */
  public static final String PREFIX = "stream:";

  /** Subscribes a handler to all streams. */
  public static final String ALL = PREFIX + "*";

  /**
   * What handlers subscribe to.
   *
   * @return {@code stream:} and the stream's name
   */
  @Override
  public String eventName() {
    return PREFIX + stream;
  }

  /** Streams have no version: always 0. */
  @Override
  public int version() {
    return 0;
  }

  /**
   * The members of the body.
   *
   * @return an unmodifiable map in the order of the body; empty if the body is not an object
   */
  @Override
  public Map<String, @Nullable Object> additional() {
    Map<String, @Nullable Object> members = object("");
    return members == null ? Map.of() : members;
  }

  /**
   * The value at a place.
   *
   * @param pointer a JSON pointer; empty for the whole body
   * @return as in {@link #value()}
   * @throws IllegalArgumentException if the pointer is neither empty nor begins with a slash
   */
  public @Nullable Object at(String pointer) {
    return JsonPointer.parse(pointer).in(value);
  }

  /**
   * A text.
   *
   * @param pointer see {@link #at}
   * @return the text
   */
  public @Nullable String text(String pointer) {
    return at(pointer) instanceof String text ? text : null;
  }

  /**
   * A number.
   *
   * @param pointer see {@link #at}
   * @return the number
   */
  public @Nullable BigDecimal number(String pointer) {
    return at(pointer) instanceof BigDecimal number ? number : null;
  }

  /**
   * True or false.
   *
   * @param pointer see {@link #at}
   * @return the value
   */
  public @Nullable Boolean flag(String pointer) {
    return at(pointer) instanceof Boolean flag ? flag : null;
  }

  /**
   * A time: a text such as {@code 2024-01-02T03:04:05Z}, as FullStory sends it.
   *
   * @param pointer see {@link #at}
   * @return the time
   */
  public @Nullable Instant time(String pointer) {
    String text = text(pointer);
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * An array.
   *
   * @param pointer see {@link #at}
   * @return an unmodifiable list
   */
  @SuppressWarnings("unchecked") // a list in a JSON value holds JSON values
  public @Nullable List<@Nullable Object> list(String pointer) {
    return at(pointer) instanceof List<?> list ? (List<@Nullable Object>) list : null;
  }

  /**
   * An object.
   *
   * @param pointer see {@link #at}
   * @return an unmodifiable map in the order of the body
   */
  @SuppressWarnings("unchecked") // a map in a JSON value has names of members
  public @Nullable Map<String, @Nullable Object> object(String pointer) {
    return at(pointer) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  /**
   * The body as FullStory's fixed one: that of the older streams, and that of its sample receiver.
   *
   * @return null if the body is not an object with the texts {@code name} and {@code api_version}
   */
  public @Nullable StreamSignal signal() {
    return StreamSignal.of(this);
  }
}
