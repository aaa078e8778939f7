package io.fswebhook.plugins.sample.s3;

import io.fswebhook.api.Delivery;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A delivery whose attempt waits until it is stored.
 *
 * @param stored completed once an object has it; cancelled when the attempt ends before
 */
record WaitingAttempt(UUID id, Delivery delivery, CompletableFuture<Void> stored) {

  static WaitingAttempt of(Delivery delivery) {
    return new WaitingAttempt(UUID.fromString(delivery.id()), delivery, new CompletableFuture<>());
  }
}
