package io.fswebhook.core.node;

import java.time.Instant;
import java.util.List;

/**
 * A node, as this one knows it.
 *
 * @param id of its run; it gets another one with each start
 * @param seenAt when it was last heard of
 * @param silent whether that is longer ago than it should be
 * @param self whether it is this node
 * @param partitions those of the topic that it stores, sorted by number
 */
public record SeenNode(
    String id,
    NodeInfo info,
    Instant seenAt,
    boolean silent,
    boolean self,
    List<TopicLag> partitions) {

  public SeenNode {
    partitions = List.copyOf(partitions);
  }

  /** This node, where no others can be. */
  public static SeenNode alone(NodeInfo info, Instant now) {
    return new SeenNode("1", info, now, false, true, List.of());
  }
}
