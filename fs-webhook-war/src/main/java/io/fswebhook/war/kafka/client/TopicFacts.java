package io.fswebhook.war.kafka.client;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the topic.
 *
 * @param id the brokers' id of it
 * @param replicas the fewest of a partition
 * @param minInSync how many replicas must have a record before it is acknowledged
 * @param writable whether each partition has a leader and as many replicas in sync as that
 * @param largestRecord that the brokers take, in bytes
 */
record TopicFacts(
    String name, String id, int replicas, int minInSync, boolean writable, long largestRecord) {

  private static final int ENOUGH_REPLICAS = 3;
  private static final int ENOUGH_IN_SYNC = 2;

  List<String> warnings(int wantedRecord) {
    List<String> warnings = new ArrayList<>();
    if (replicas < ENOUGH_REPLICAS || minInSync < ENOUGH_IN_SYNC) {
      warnings.add(
          "Topic "
              + name
              + " has "
              + replicas
              + (replicas == 1 ? " replica" : " replicas")
              + " and min.insync.replicas="
              + minInSync
              + ": a 200 means that "
              + (minInSync == 1 ? "one broker has" : minInSync + " brokers have")
              + " the delivery, so the loss of "
              + (minInSync == 1 ? "its disk" : "their disks")
              + " may lose it. Three replicas and min.insync.replicas=2 survive the loss of a broker.");
    }
    if (largestRecord < wantedRecord) {
      warnings.add(
          "Topic "
              + name
              + " takes records of "
              + largestRecord
              + " bytes, so larger deliveries are answered 503: set its max.message.bytes to "
              + wantedRecord
              + " or more.");
    }
    return warnings;
  }
}
