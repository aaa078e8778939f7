package io.fswebhook.war.settings;

import java.util.Map;
import java.util.Set;

/**
 * The topic that receipts go through.
 *
 * @param bootstrapServers some of the brokers
 * @param partitions of a topic that is created
 * @param replicationFactor of a topic that is created
 * @param stored the numbers of the partitions that this inbox stores; empty for all
 * @param client other properties of Kafka's clients, by their own names; may hold secrets
 */
public record TopicSettings(
    String bootstrapServers,
    String topic,
    int partitions,
    int replicationFactor,
    Set<Integer> stored,
    Map<String, String> client) {

  public TopicSettings {
    stored = Set.copyOf(stored);
    client = Map.copyOf(client);
  }

  /** Whether this inbox stores a partition. */
  public boolean stores(int partition) {
    return stored.isEmpty() || stored.contains(partition);
  }

  /** Without the clients' properties, which may hold secrets. */
  @Override
  public String toString() {
    return "topic " + topic + " of " + bootstrapServers;
  }
}
