package io.fswebhook.core.inbox;

import java.util.concurrent.CompletionStage;

/**
 * An operation that begins.
 *
 * @param id of the {@link BulkOperation}
 * @param ended completes on a thread of the inbox with what it did, or with {@link
 *     io.fswebhook.core.failure.InboxUnavailableException}, and then what was done until then stays
 *     done
 */
public record StartedOperation<T>(long id, CompletionStage<Ended<T>> ended) {

  /**
   * How it ended.
   *
   * @param result what it did until then
   */
  public record Ended<T>(BulkOperation.State state, T result) {}
}
