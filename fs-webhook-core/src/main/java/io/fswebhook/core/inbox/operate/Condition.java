package io.fswebhook.core.inbox.operate;

import io.fswebhook.api.StreamEvent;
import io.fswebhook.core.inbox.DeliverySource;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
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

  /** Whether a delivery is of a stream; the same in every collation. */
  static final String OF_STREAM =
      "substr(delivery.event_name, 1, "
          + StreamEvent.PREFIX.length()
          + ") = '"
          + StreamEvent.PREFIX
          + "'";

  /**
   * The condition of a filter on {@code task}, except for the deliveries that it names.
   *
   * @param bodyHolds the SQL expression that tests whether a body contains a text
   */
  public static Condition ofTask(TaskFilter filter, String bodyHolds) {
    Condition delivery = deliveryItself(filter, bodyHolds);
    Condition task = taskItself(filter);
    return delivery.sql.isEmpty()
        ? task
        : task.and(
            delivery.within(
                "(SELECT count(*) FROM delivery WHERE delivery.seq = task.delivery_seq"));
  }

  /** As {@link #ofTask}, on {@code delivery}. */
  public static Condition ofDelivery(TaskFilter filter, String bodyHolds) {
    Condition delivery = deliveryItself(filter, bodyHolds);
    Condition task = taskItself(filter);
    return task.sql.isEmpty()
        ? delivery
        : delivery.and(
            task.within("(SELECT count(*) FROM task WHERE task.delivery_seq = delivery.seq"));
  }

  private static Condition taskItself(TaskFilter filter) {
    TaskState state = filter.state();
    return NONE.and("task.handler = ?", filter.handler())
        .and("task.state = ?", state == null ? null : state.code())
        .and("task.fingerprint = ?", filter.error());
  }

  /** The body last, since it is the most to read. */
  private static Condition deliveryItself(TaskFilter filter, String bodyHolds) {
    return ofSource(filter.source())
        .and("delivery.event_name = ?", filter.eventName())
        .and("delivery.org_id = ?", filter.orgId())
        .and("delivery.received_at >= ?", millis(filter.receivedFrom()))
        .and("delivery.received_at < ?", millis(filter.receivedBefore()))
        .and(bodyHolds, withSmallAscii(filter.text()));
  }

  /** Compares for equality, which is the same in every collation, unlike an order. */
  private static Condition ofSource(@Nullable DeliverySource source) {
    if (source == null) {
      return NONE;
    }
    String not = source == DeliverySource.STREAM ? "" : "NOT ";
    return new Condition(" AND " + not + OF_STREAM, List.of());
  }

  /** Folds case as both databases fold the body: ASCII letters only. */
  private static @Nullable String withSmallAscii(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder small = new StringBuilder(text);
    for (int i = 0; i < small.length(); i++) {
      char c = small.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        small.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return small.toString();
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

  /** All values to bind: those before this condition, then its own. */
  public @Nullable Object[] after(@Nullable Object... before) {
    return Stream.concat(Arrays.stream(before), values.stream()).toArray();
  }
}
