package io.fswebhook.war.http;

import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the HTTP layer needs from the receiver. Safe for use by several threads. */
public interface Ingest {

  /**
   * Verifies, parses and stores without waiting for the disk.
   *
   * @throws RefusedException if the sender must act
   */
  CompletionStage<Receipt> receive(RawRequest request) throws RefusedException;

  /**
   * Rejects a request that is invalid whatever its body is, so that the body need not be read.
   *
   * @param head the request without its body
   * @throws RefusedException if the sender must act
   */
  void admit(RawRequest head) throws RefusedException;

  /** Counts a request that failed a precondition, by code. */
  void refused(String code);

  /** Whether a delivery could currently be stored. */
  boolean isReady();

  /** How many deliveries are acknowledged and on disk, and cannot be read yet. Must not block. */
  default long behind() {
    return 0;
  }

  /** What needs an operator's attention now, most urgent first. Must not block. */
  default List<AttentionItem> attention() {
    return List.of();
  }

  /** Whether the inbox is intact; empty if the database checks that itself. */
  default Optional<Integrity> integrity() {
    return Optional.empty();
  }
}
