package io.fswebhook.core.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Notifies two observers. */
record BothObservers(ReceiverObserver first, ReceiverObserver second) implements ReceiverObserver {

  @Override
  public void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {
    first.stored(deliveryId, eventName, orgId, test);
    second.stored(deliveryId, eventName, orgId, test);
  }

  @Override
  public void answered(Duration duration) {
    first.answered(duration);
    second.answered(duration);
  }

  @Override
  public void committed(String store, int writes, Duration duration) {
    first.committed(store, writes, duration);
    second.committed(store, writes, duration);
  }

  @Override
  public void duplicate(String eventName) {
    first.duplicate(eventName);
    second.duplicate(eventName);
  }

  @Override
  public void rejected(String reasonCode) {
    first.rejected(reasonCode);
    second.rejected(reasonCode);
  }

  @Override
  public void wronglySigned(String orgId) {
    first.wronglySigned(orgId);
    second.wronglySigned(orgId);
  }

  @Override
  public void schemaFailed(String eventName, String kind) {
    first.schemaFailed(eventName, kind);
    second.schemaFailed(eventName, kind);
  }

  @Override
  public void malformed() {
    first.malformed();
    second.malformed();
  }

  @Override
  public void unavailable() {
    first.unavailable();
    second.unavailable();
  }

  @Override
  public void attempted(String handler, String deliveryId, String outcome, Duration duration) {
    first.attempted(handler, deliveryId, outcome, duration);
    second.attempted(handler, deliveryId, outcome, duration);
  }

  @Override
  public void filtered(String handler) {
    first.filtered(handler);
    second.filtered(handler);
  }

  @Override
  public void staleOutcome(String handler) {
    first.staleOutcome(handler);
    second.staleOutcome(handler);
  }
}
