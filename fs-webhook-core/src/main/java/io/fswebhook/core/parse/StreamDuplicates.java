package io.fswebhook.core.parse;

import io.fswebhook.api.StreamEvent;
import io.fswebhook.core.verify.Identity;
import io.fswebhook.core.verify.Sha256;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of a stream are the same event. Those with the same signature are, in any case.
 *
 * @param key JSON pointers: deliveries with equal values there are the same
 * @param window without a key and a signature: equal bodies are the same if they are received in
 *     the same period of this length, counted from 1970; zero for never
 */
public record StreamDuplicates(List<String> key, Duration window) {

  public static final StreamDuplicates NONE = new StreamDuplicates(List.of(), Duration.ZERO);

  public StreamDuplicates {
    key = List.copyOf(key);
    key.forEach(StreamDuplicates::requirePointer);
    if (window.isNegative()) {
      throw new IllegalArgumentException("the window must be >= 0, was " + window);
    }
  }

  private static void requirePointer(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a JSON pointer must begin with /, was '" + text + "'");
    }
  }

  /** The same request, to be compared by this rule. */
  public ParsedRequest applyTo(ParsedRequest parsed) {
    if (!(parsed.event() instanceof StreamEvent event)) {
      return parsed;
    }
    Identity identity = key.isEmpty() ? byBody(parsed, event) : byKey(event);
    return identity == null ? parsed : parsed.identifiedBy(identity);
  }

  private @Nullable Identity byBody(ParsedRequest parsed, StreamEvent event) {
    if (window.isZero() || !parsed.request().identity().isUnique()) {
      return null;
    }
    long seconds = Math.max(1, window.toSeconds());
    long period = Math.floorDiv(parsed.request().receivedAt().getEpochSecond(), seconds);
    return new Identity(
        Instant.ofEpochSecond(period * seconds),
        Sha256.of(bytes(event.eventName()), new byte[1], parsed.request().body()));
  }

  /**
   * Null if there is no text, number or flag at one place: what has no key may be another event.
   */
  private @Nullable Identity byKey(StreamEvent event) {
    StringBuilder values = new StringBuilder(event.eventName());
    Instant time = null;
    for (String pointer : key) {
      String value = canonical(event.at(pointer));
      if (value == null) {
        return null;
      }
      values.append('\n').append(value.length()).append(value);
      time = time == null ? Timestamps.instant(value.substring(1)) : time;
    }
    return new Identity(time, Sha256.of(bytes(values.toString())));
  }

  /** With its type, so that the number 1 is not the text "1". */
  private static @Nullable String canonical(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return "#" + number.stripTrailingZeros();
    }
    if (value instanceof Boolean flag) {
      return "?" + flag;
    }
    return value instanceof String text ? "=" + text : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
