package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are meant: those to which all that is not null applies.
 *
 * @param deliveryId of this delivery alone
 * @param eventName of deliveries of this event
 * @param orgId of deliveries of this organisation
 * @param receivedFrom of deliveries received at this time or later
 * @param receivedBefore of deliveries received before this time
 * @param handler of this handler
 * @param state in this state
 */
public record TaskFilter(
    @Nullable String deliveryId,
    @Nullable String eventName,
    @Nullable String orgId,
    @Nullable Instant receivedFrom,
    @Nullable Instant receivedBefore,
    @Nullable String handler,
    @Nullable TaskState state) {

  /** Every one. */
  public static final TaskFilter ALL = new TaskFilter(null, null, null, null, null, null, null);

  public TaskFilter ofDelivery(String id) {
    return new TaskFilter(id, eventName, orgId, receivedFrom, receivedBefore, handler, state);
  }

  public TaskFilter ofEvent(String name) {
    return new TaskFilter(deliveryId, name, orgId, receivedFrom, receivedBefore, handler, state);
  }

  public TaskFilter ofOrganisation(String id) {
    return new TaskFilter(deliveryId, eventName, id, receivedFrom, receivedBefore, handler, state);
  }

  /**
   * Received within a time.
   *
   * @param from included
   * @param before excluded
   */
  public TaskFilter received(@Nullable Instant from, @Nullable Instant before) {
    return new TaskFilter(deliveryId, eventName, orgId, from, before, handler, state);
  }

  public TaskFilter atHandler(String name) {
    return new TaskFilter(deliveryId, eventName, orgId, receivedFrom, receivedBefore, name, state);
  }

  public TaskFilter inState(TaskState wanted) {
    return new TaskFilter(
        deliveryId, eventName, orgId, receivedFrom, receivedBefore, handler, wanted);
  }
}
