package io.fswebhook.war.http;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import java.util.concurrent.CompletionStage;

/** What the resources need of the receiver. Safe for use by several threads. */
public interface Front {

  /**
   * Verifies, parses and stores without waiting for the disk.
   *
   * @throws RefusedException if the sender must act
   */
  CompletionStage<Receipt> receive(RawRequest request) throws RefusedException;

  /** Whether a delivery could be stored now, as far as is known. */
  boolean isReady();
}
