package io.fswebhook.war.http;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the resources need of the receiver. Safe for use by several threads. */
public interface Ingest {

  /**
   * Verifies, parses and stores without waiting for the disk.
   *
   * @throws RefusedException if the sender must act
   */
  CompletionStage<Receipt> receive(RawRequest request) throws RefusedException;

  /** A request was turned away before it came here, with this code. */
  void refused(String code);

  /** Whether a delivery could be stored now, as far as is known. */
  boolean isReady();

  /** Whether what is stored is whole; empty where that is the database's own business. */
  default Optional<Integrity> integrity() {
    return Optional.empty();
  }
}
