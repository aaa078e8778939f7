package io.fswebhook.core.rule;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.fswebhook.api.Delivery;
import io.fswebhook.core.parse.JsonReader;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.VerifiedRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions see of an event. Read once, when it is first asked for; for one thread. */
public final class EventValues {

  private static final JsonReader READER = new JsonReader();
  private static final int MOST_DIGITS = 18;

  /** Of all rules of one event together, on the thread that receives it. */
  private static final Duration LONGEST_AT_RECEIPT = Duration.ofMillis(100);

  private final String eventName;
  private final @Nullable String orgId;
  private final byte[] bytes;
  private final Map<String, String> ofDelivery;
  private @Nullable Object body;
  private @Nullable Object values;
  private boolean read;
  private boolean converted;
  private long spentNanos;

  /**
   * Of an event.
   *
   * @param body that was parsed before
   */
  public EventValues(String eventName, @Nullable String orgId, byte[] body) {
    this(eventName, orgId, body, Map.of());
  }

  private EventValues(
      String eventName, @Nullable String orgId, byte[] body, Map<String, String> ofDelivery) {
    this.eventName = eventName;
    this.orgId = orgId;
    this.bytes = body;
    this.ofDelivery = ofDelivery;
  }

  /** Of a request whose body is parsed, and is not read again. */
  public static EventValues of(ParsedRequest parsed) {
    VerifiedRequest request = parsed.request();
    EventValues values =
        new EventValues(parsed.event().eventName(), request.orgId(), request.body());
    values.body = parsed.body();
    values.read = true;
    return values;
  }

  /** Of a delivery's event. */
  static EventValues of(Delivery delivery) {
    return new EventValues(delivery.event().eventName(), delivery.orgId(), delivery.body())
        .stored(delivery.id(), delivery.receivedAt());
  }

  /** Of the same event, which is stored: expressions can ask for these too. */
  public EventValues stored(String id, Instant receivedAt) {
    return new EventValues(
        eventName,
        orgId,
        bytes,
        Map.of("deliveryId", id, "receivedAt", receivedAt.truncatedTo(MILLIS).toString()));
  }

  /**
   * What an expression makes of it; null for nothing.
   *
   * @throws ExpressionFailedException if it cannot be evaluated, or not within that time
   */
  @Nullable Object evaluate(Expression expression, Duration longest) {
    return expression.evaluate(values(), variables(), longest);
  }

  /**
   * The same, for the thread that receives the event.
   *
   * @throws ExpressionFailedException also if all its expressions together take too long for that
   */
  @Nullable Object evaluateAtReceipt(Expression expression) {
    Duration left = LONGEST_AT_RECEIPT.minusNanos(spentNanos);
    if (left.isNegative()) {
      throw new ExpressionFailedException("the filters of this event have taken too long");
    }
    long began = System.nanoTime();
    try {
      return evaluate(expression, left);
    } finally {
      spentNanos += System.nanoTime() - began;
    }
  }

  /** As the parser reads it. */
  @Nullable Object body() {
    if (!read) {
      body = parsed();
      read = true;
    }
    return body;
  }

  private @Nullable Object parsed() {
    try {
      return READER.readValue(bytes).value();
    } catch (MalformedPayloadException e) {
      throw new IllegalArgumentException("the body was not parsed before", e);
    }
  }

  /** As the library takes it, with 64-bit numbers. */
  @Nullable Object values() {
    if (!converted) {
      values = converted(body());
      converted = true;
    }
    return values;
  }

  /** What an expression can ask for beside the body, such as {@code $eventName}. */
  Map<String, String> variables() {
    Map<String, String> all = new HashMap<>(ofDelivery);
    all.put("eventName", eventName);
    if (orgId != null) {
      all.put("orgId", orgId);
    }
    return all;
  }

  static @Nullable Object converted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(name, converted(member)));
      return Collections.unmodifiableMap(members);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(converted(element)));
      return Collections.unmodifiableList(elements);
    }
    return value instanceof BigDecimal number ? number(number) : value;
  }

  private static Number number(BigDecimal number) {
    boolean isWhole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    return isWhole && number.precision() - number.scale() <= MOST_DIGITS
        ? (Number) number.longValue()
        : (Number) number.doubleValue();
  }
}
