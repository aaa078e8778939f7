package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects the tasks that match every component that is not null.
 *
 * @param deliveryIds of these deliveries only, at most {@link #MOST_IDS}
 * @param source of deliveries of webhooks, or of streams
 * @param eventName of deliveries of this event
 * @param orgId of deliveries of this organisation
 * @param receivedFrom of deliveries received at this time or later
 * @param receivedBefore of deliveries received before this time
 * @param text of deliveries whose body contains this, ignoring the case of ASCII letters
 * @param handler of this handler
 * @param state in this state
 * @param error whose last error has this {@linkplain Outcome#fingerprint fingerprint}
 */
public record TaskFilter(
    @Nullable List<String> deliveryIds,
    @Nullable DeliverySource source,
    @Nullable String eventName,
    @Nullable String orgId,
    @Nullable Instant receivedFrom,
    @Nullable Instant receivedBefore,
    @Nullable String text,
    @Nullable String handler,
    @Nullable TaskState state,
    @Nullable Long error) {

  public static final int MOST_IDS = 200;

  /** All tasks. */
  public static final TaskFilter ALL =
      new TaskFilter(null, null, null, null, null, null, null, null, null, null);

  public TaskFilter {
    if (deliveryIds != null) {
      deliveryIds = List.copyOf(deliveryIds);
      if (deliveryIds.size() > MOST_IDS) {
        throw new IllegalArgumentException(
            "deliveryIds must be at most " + MOST_IDS + ", was " + deliveryIds.size());
      }
    }
  }

  public TaskFilter ofDelivery(String id) {
    return ofDeliveries(List.of(id));
  }

  public TaskFilter ofDeliveries(List<String> ids) {
    return new TaskFilter(
        ids, source, eventName, orgId, receivedFrom, receivedBefore, text, handler, state, error);
  }

  public TaskFilter ofSource(DeliverySource wanted) {
    return new TaskFilter(
        deliveryIds,
        wanted,
        eventName,
        orgId,
        receivedFrom,
        receivedBefore,
        text,
        handler,
        state,
        error);
  }

  public TaskFilter ofEvent(String name) {
    return new TaskFilter(
        deliveryIds,
        source,
        name,
        orgId,
        receivedFrom,
        receivedBefore,
        text,
        handler,
        state,
        error);
  }

  public TaskFilter ofOrganisation(String id) {
    return new TaskFilter(
        deliveryIds,
        source,
        eventName,
        id,
        receivedFrom,
        receivedBefore,
        text,
        handler,
        state,
        error);
  }

  /**
   * Received within a period.
   *
   * @param from included
   * @param before excluded
   */
  public TaskFilter received(@Nullable Instant from, @Nullable Instant before) {
    return new TaskFilter(
        deliveryIds, source, eventName, orgId, from, before, text, handler, state, error);
  }

  public TaskFilter withText(String part) {
    return new TaskFilter(
        deliveryIds,
        source,
        eventName,
        orgId,
        receivedFrom,
        receivedBefore,
        part,
        handler,
        state,
        error);
  }

  /** To be shown where the text itself must not be. */
  public TaskFilter withoutText() {
    return text == null ? this : withText("…");
  }

  public TaskFilter atHandler(String name) {
    return new TaskFilter(
        deliveryIds,
        source,
        eventName,
        orgId,
        receivedFrom,
        receivedBefore,
        text,
        name,
        state,
        error);
  }

  public TaskFilter inState(TaskState wanted) {
    return new TaskFilter(
        deliveryIds,
        source,
        eventName,
        orgId,
        receivedFrom,
        receivedBefore,
        text,
        handler,
        wanted,
        error);
  }

  public TaskFilter withError(long fingerprint) {
    return new TaskFilter(
        deliveryIds,
        source,
        eventName,
        orgId,
        receivedFrom,
        receivedBefore,
        text,
        handler,
        state,
        fingerprint);
  }

  /** Whether any component concerns the delivery rather than the task. */
  public boolean looksAtDeliveries() {
    return deliveryIds != null
        || source != null
        || eventName != null
        || orgId != null
        || receivedFrom != null
        || receivedBefore != null
        || text != null;
  }
}
