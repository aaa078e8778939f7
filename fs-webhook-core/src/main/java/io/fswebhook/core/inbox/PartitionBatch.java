package io.fswebhook.core.inbox;

import io.fswebhook.core.parse.ParsedRequest;
import java.util.List;

/**
 * Deliveries that were read from a partition, in its order.
 *
 * @param from the offset of the first record that was read
 * @param next where the partition goes on: after the last one, or elsewhere if there are none
 */
public record PartitionBatch(Partition partition, long from, long next, List<Routed> deliveries) {

  public PartitionBatch {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * A delivery and where it goes.
   *
   * @param id that it was given when it was received
   * @param handlers of any node
   */
  public record Routed(String id, ParsedRequest request, List<String> handlers) {

    public Routed {
      handlers = List.copyOf(handlers);
    }
  }
}
