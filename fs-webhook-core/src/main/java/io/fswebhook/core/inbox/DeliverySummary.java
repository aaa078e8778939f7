package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as a list shows it.
 *
 * @param seq the order of receipt
 * @param id what everybody else knows it by
 * @param size of the body, in bytes
 * @param test whether the receiver sent it to itself
 * @param schemaError how the body violates its schema; null if it does not, or there is none
 * @param tasks sorted by handler
 */
public record DeliverySummary(
    long seq,
    String id,
    String eventName,
    @Nullable String orgId,
    Instant receivedAt,
    @Nullable Instant signedAt,
    int size,
    boolean test,
    @Nullable String schemaError,
    List<TaskSummary> tasks) {

  public DeliverySummary {
    tasks = List.copyOf(tasks);
  }

  /** The same delivery with other tasks. */
  public DeliverySummary withTasks(List<TaskSummary> others) {
    return new DeliverySummary(
        seq, id, eventName, orgId, receivedAt, signedAt, size, test, schemaError, others);
  }
}
