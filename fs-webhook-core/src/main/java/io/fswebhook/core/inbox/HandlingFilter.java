package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which handlings are meant: those to which all that is not null applies.
 *
 * @param deliveryId of this delivery alone
 * @param eventName of deliveries of this event
 * @param orgId of deliveries of this organisation
 * @param receivedFrom of deliveries received at this time or later
 * @param receivedBefore of deliveries received before this time
 * @param handler of this handler
 * @param state in this state
 */
public record HandlingFilter(
    @Nullable String deliveryId,
    @Nullable String eventName,
    @Nullable String orgId,
    @Nullable Instant receivedFrom,
    @Nullable Instant receivedBefore,
    @Nullable String handler,
    @Nullable HandlingState state) {

  /** Every one. */
  public static final HandlingFilter ALL =
      new HandlingFilter(null, null, null, null, null, null, null);

  public HandlingFilter ofDelivery(String id) {
    return new HandlingFilter(id, eventName, orgId, receivedFrom, receivedBefore, handler, state);
  }

  public HandlingFilter ofEvent(String name) {
    return new HandlingFilter(
        deliveryId, name, orgId, receivedFrom, receivedBefore, handler, state);
  }

  public HandlingFilter ofOrganisation(String id) {
    return new HandlingFilter(
        deliveryId, eventName, id, receivedFrom, receivedBefore, handler, state);
  }

  /**
   * Received within a time.
   *
   * @param from included
   * @param before excluded
   */
  public HandlingFilter received(@Nullable Instant from, @Nullable Instant before) {
    return new HandlingFilter(deliveryId, eventName, orgId, from, before, handler, state);
  }

  public HandlingFilter atHandler(String name) {
    return new HandlingFilter(
        deliveryId, eventName, orgId, receivedFrom, receivedBefore, name, state);
  }

  public HandlingFilter inState(HandlingState wanted) {
    return new HandlingFilter(
        deliveryId, eventName, orgId, receivedFrom, receivedBefore, handler, wanted);
  }
}
