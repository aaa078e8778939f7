package io.fswebhook.war.bench;

import io.fswebhook.war.it.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How fast nodes put what waits in a topic into an empty inbox, and how large that gets. */
final class StoreRates {

  static final String SQLITE = "one node, SQLite";
  static final String POSTGRESQL = "one node, PostgreSQL";
  static final String TWO_NODES = "two nodes, one PostgreSQL";
  static final String ONE_PARTITION = "one node, PostgreSQL, one partition";

  private static final int ROUNDS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LONGEST = Duration.ofSeconds(8);

  /** Each one costs the database a connection. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** While this part of the records is stored, compilers are at work; it does not count. */
  private static final double WARM_UP = 0.3;

  private final KafkaContenders kafka;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final Map<String, Double> bytes = new LinkedHashMap<>();
  private int used;

  private StoreRates(KafkaContenders kafka) {
    this.kafka = kafka;
  }

  /** In turn. */
  static StoreRates measure(KafkaContenders kafka) throws Exception {
    StoreRates measured = new StoreRates(kafka);
    for (int round = 1; round <= ROUNDS; round++) {
      measured.sqlite();
      measured.postgres(POSTGRESQL, 1, KafkaContenders.UNSTORED);
      measured.postgres(TWO_NODES, 2, KafkaContenders.UNSTORED);
      measured.postgres(ONE_PARTITION, 1, KafkaContenders.SINGLE);
    }
    return measured;
  }

  private void sqlite() throws Exception {
    Path home = home();
    Path data = home.resolve("data");
    TopicProgress progress =
        kafka.progress(KafkaContenders.UNSTORED, "jdbc:sqlite:" + data.resolve("inbox.db"));
    try (BenchedServer node = kafka.storing(home, KafkaContenders.UNSTORED, Map.of())) {
      count(SQLITE, progress);
      long stored = progress.stored();
      node.stop();
      bytes.put(SQLITE, Folders.bytes(data) / (double) stored);
    }
  }

  private void postgres(String what, int nodes, String topic) throws Exception {
    String name = "stored" + used;
    Map<String, String> inbox = kafka.others().database(name);
    TopicProgress progress = kafka.progress(topic, kafka.others().inDatabase(name));
    List<BenchedServer> running = new ArrayList<>();
    try {
      for (int i = 0; i < nodes; i++) {
        running.add(kafka.storing(home(), topic, inbox));
      }
      count(what, progress);
      bytes.put(what, kafka.others().databaseBytes(name) / (double) progress.stored());
    } finally {
      for (BenchedServer node : running) {
        node.close();
      }
    }
  }

  private Path home() {
    return kafka.folder().resolve("storing-" + used++);
  }

  private void count(String what, TopicProgress progress) throws Exception {
    long all = progress.appended();
    Eventually.holds(what + " has begun", LIMIT, () -> progress.stored() >= (long) (all * WARM_UP));
    long begin = System.nanoTime();
    long before = progress.stored();
    Eventually.holds(
        what + " has stored for a while",
        LIMIT,
        () -> {
          LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
          return progress.stored() == all || System.nanoTime() - begin > LONGEST.toNanos();
        });
    long stored = progress.stored() - before;
    double perSecond = stored / ((System.nanoTime() - begin) / 1e9);
    rates.computeIfAbsent(what, key -> new ArrayList<>()).add(perSecond);
    System.out.printf(
        Locale.ROOT, "stored by %-40s %,9.0f/s, %,d of %,d%n", what, perSecond, stored, all);
  }

  double perSecond(String what) {
    return Medians.of(rates.getOrDefault(what, List.of()));
  }

  /** Of the inbox, for each delivery. */
  double bytes(String what) {
    return bytes.getOrDefault(what, Double.NaN);
  }

  Map<String, List<Double>> rates() {
    return rates;
  }
}
