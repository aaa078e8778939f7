package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.KeptText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a WHERE, beginning with AND unless it is empty, and what is bound to it.
 *
 * @param values texts and longs
 */
public record Condition(String sql, List<Object> values) {

  public static final Condition NONE = new Condition("", List.of());

  /** What a filter says of a row of {@code handling}, but for the id of the delivery. */
  public static Condition ofHandling(HandlingFilter filter) {
    Condition delivery = deliveryItself(filter);
    Condition handling = handlingItself(filter);
    return delivery.sql.isEmpty()
        ? handling
        : handling.and(
            delivery.within(
                "(SELECT count(*) FROM delivery WHERE delivery.seq = handling.delivery_seq"));
  }

  /** What a filter says of a row of {@code delivery}, but for its id. */
  public static Condition ofDelivery(HandlingFilter filter) {
    Condition delivery = deliveryItself(filter);
    Condition handling = handlingItself(filter);
    return handling.sql.isEmpty()
        ? delivery
        : delivery.and(
            handling.within(
                "(SELECT count(*) FROM handling WHERE handling.delivery_seq = delivery.seq"));
  }

  private static Condition handlingItself(HandlingFilter filter) {
    HandlingState state = filter.state();
    return NONE.and("handling.handler = ?", filter.handler())
        .and("handling.state = ?", state == null ? null : state.code());
  }

  private static Condition deliveryItself(HandlingFilter filter) {
    return NONE.and("delivery.event_name = ?", filter.eventName())
        .and("delivery.org_id = ?", filter.orgId())
        .and("delivery.received_at >= ?", millis(filter.receivedFrom()))
        .and("delivery.received_at < ?", millis(filter.receivedBefore()));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private Condition and(String test, @Nullable Object value) {
    return value == null
        ? this
        : and(
            new Condition(
                " AND " + test, List.of(value instanceof String text ? KeptText.of(text) : value)));
  }

  private Condition and(Condition other) {
    List<Object> all = new ArrayList<>(values);
    all.addAll(other.values);
    return new Condition(sql + other.sql, List.copyOf(all));
  }

  /** Counted, since a planner may turn EXISTS into a join that begins with the whole table. */
  private Condition within(String opening) {
    return new Condition(" AND " + opening + sql + ") > 0", values);
  }

  /** Its values behind those that stand before it. */
  public @Nullable Object[] after(@Nullable Object... before) {
    return Stream.concat(Arrays.stream(before), values.stream()).toArray();
  }
}
