package io.fswebhook.war.kafka.client;

import io.fswebhook.core.node.SeenNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The nodes that were heard of. How long one has been silent is the time between its last record
 * and the last one of any node, by the broker's clock, so that no clock of a node counts, and no
 * node becomes silent while the brokers are. Thread-safe.
 */
final class HeardNodes {

  private static final Duration SILENT = ShareNodes.EVERY.multipliedBy(3);
  private static final int MOST = 1_000;

  private static final Comparator<SeenNode> ELDEST_FIRST =
      Comparator.comparing((SeenNode node) -> node.info().startedAt()).thenComparing(SeenNode::id);

  private final String selfId;
  private final Map<String, Heard> heard = new HashMap<>();
  private Instant latest = Instant.MIN;

  /** What was heard last of a node, and when. */
  private record Heard(NodeRecord said, Instant at) {}

  HeardNodes(String selfId) {
    this.selfId = selfId;
  }

  /** A record without a value says that its node has stopped. */
  synchronized void hear(ConsumerRecord<String, byte[]> record) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    latest = at.isAfter(latest) ? at : latest;
    if (record.value() == null) {
      heard.remove(record.key());
    } else if (record.key() != null) {
      NodeRecord.decoded(record.value())
          .ifPresent(said -> heard.put(record.key(), new Heard(said, at)));
    }
    forget();
  }

  private void forget() {
    heard.values().removeIf(each -> silence(each).compareTo(ShareNodes.REMEMBERED) > 0);
    if (heard.size() > MOST) {
      heard.entrySet().stream()
          .min(Comparator.comparing(each -> each.getValue().at()))
          .ifPresent(oldest -> heard.remove(oldest.getKey()));
    }
  }

  private Duration silence(Heard node) {
    return Duration.between(node.at(), latest);
  }

  /**
   * All of them, eldest first.
   *
   * @param self what this node says now
   */
  synchronized List<SeenNode> all(NodeRecord self) {
    Map<String, Heard> all = new HashMap<>(heard);
    Heard own = heard.get(selfId);
    all.put(selfId, new Heard(self, own == null ? self.info().startedAt() : own.at()));
    return all.entrySet().stream()
        .map(each -> seen(each.getKey(), each.getValue()))
        .sorted(ELDEST_FIRST)
        .toList();
  }

  private SeenNode seen(String id, Heard node) {
    boolean self = id.equals(selfId);
    boolean silent = !self && silence(node).compareTo(SILENT) > 0;
    return new SeenNode(id, node.said().info(), node.at(), silent, self, node.said().partitions());
  }
}
