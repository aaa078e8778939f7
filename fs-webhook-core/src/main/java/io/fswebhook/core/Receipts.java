package io.fswebhook.core;

import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.parse.ParsedRequest;
import java.util.concurrent.CompletionStage;

/** Where a delivery must be before it is acknowledged. */
@FunctionalInterface
interface Receipts {

  /** Completes once it is there; otherwise as {@link Receiver#receive}. */
  CompletionStage<Receipt> store(ParsedRequest parsed);
}
