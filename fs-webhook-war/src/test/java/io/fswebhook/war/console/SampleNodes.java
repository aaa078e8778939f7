package io.fswebhook.war.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shop's nodes during an upgrade, one of which was killed. */
final class SampleNodes {

  private static final Duration AGE = Duration.ofDays(3);

  private SampleNodes() {}

  static Map<String, Object> all(Instant now) {
    Instant start = now.minus(AGE);
    return Map.of(
        "items",
        List.of(
            node("receiver-1.eu-west.shop.example.com process 1", List.of("receive"), start),
            changed(
                node("receiver-2.eu-west.shop.example.com process 1", List.of("receive"), start),
                Map.of("state", "silent", "seenAt", now.minus(Duration.ofSeconds(94)))),
            changed(
                node("storage-1 process 4711", List.of("store", "dispatch"), start),
                Map.of("self", true, "partitions", partitions(now))),
            changed(
                node("storage-2 process 815", List.of("store", "dispatch"), start),
                Map.of("version", "1.1.0", "partitions", List.of(Map.of("number", 6, "lag", 0))))));
  }

  private static List<Object> partitions(Instant now) {
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      partitions.add(
          i == 2
              ? Map.of("number", i, "lag", 1204, "oldestAt", now.minus(Duration.ofSeconds(41)))
              : Map.of("number", i, "lag", 0));
    }
    return partitions;
  }

  private static Map<String, Object> node(String name, List<String> roles, Instant startedAt) {
    return new LinkedHashMap<>(
        Map.of(
            "id",
            name,
            "name",
            name,
            "self",
            false,
            "state",
            "live",
            "version",
            "1.0.0",
            "roles",
            roles,
            "startedAt",
            startedAt,
            "partitions",
            List.of()));
  }

  private static Map<String, Object> changed(
      Map<String, Object> node, Map<String, Object> changes) {
    node.putAll(changes);
    return node;
  }
}
