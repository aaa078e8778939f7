package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Receipts through three brokers next to those without Kafka, and how fast what waits in a topic is
 * stored. What many machines would need is computed from it.
 */
final class KafkaBenchmark {

  private static final int CONNECTIONS = 64;
  private static final int SMALL = 700;

  /** The rest is for starts, and for nodes that store. */
  private static final double OF_TIME = 0.5;

  private static final Duration FILL = Duration.ofSeconds(15);
  private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

  private KafkaBenchmark() {}

  static void run(BenchmarkOptions options, Path folder) throws Exception {
    CLIENTS.setLevel(Level.WARNING); // else they say how they are configured
    try (KafkaContenders contenders = KafkaContenders.start(folder)) {
      Budget budget = new Budget(Duration.ofMillis((long) (options.budget().toMillis() * OF_TIME)));
      Measure measure = new Measure(options.rounds(), budget);
      List<Contender> all = contenders.all();
      List<Contender> whole = contenders.whole();
      measure.warmUp(all, CONNECTIONS, SMALL);
      budget.plan(options.rounds() * (all.size() + Measure.OPEN_LENGTH * whole.size()));
      KafkaTables tables = new KafkaTables(contenders);
      measure.closed("64 connections,", all, CONNECTIONS, SMALL);
      tables.receipts();
      double half = tables.topRate(KafkaContenders.ONE_NODE) / 2;
      measure.open("open loop,", whole, half, CONNECTIONS, SMALL);
      tables.openLoop(half);
      fill(contenders.find(KafkaContenders.ALONE));
      fill(contenders.find(KafkaContenders.ONE_PARTITION));
      StoreRates stored = StoreRates.measure(contenders);
      double inKafka = bytesInKafka(contenders);
      tables.stored(stored, inKafka);
      tables.write(options, measure);
      write(plan(tables, stored, inKafka), options);
    }
  }

  /** So much that nodes are warm before they have stored it. */
  private static void fill(Contender contender) throws IOException {
    Sample sample = contender.client(CONNECTIONS).closed(contender.events(SMALL), FILL);
    System.out.printf(Locale.ROOT, "filled by %s: %,d%n", contender.name(), sample.answers());
  }

  private static ScalePlan plan(KafkaTables tables, StoreRates stored, double bytesInKafka) {
    double oneNode = stored.perSecond(StoreRates.POSTGRESQL);
    return new ScalePlan(
        tables.topRate(KafkaContenders.ONE_NODE),
        tables.topRate(KafkaContenders.ALONE),
        Math.min(
            tables.topRate(KafkaContenders.ONE_PARTITION),
            stored.perSecond(StoreRates.ONE_PARTITION)),
        oneNode,
        Math.max(oneNode, stored.perSecond(StoreRates.TWO_NODES)),
        bytesInKafka,
        stored.bytes(StoreRates.POSTGRESQL));
  }

  /** Into the page beside the one with the figures. */
  private static void write(ScalePlan plan, BenchmarkOptions options) throws IOException {
    Path page = options.page();
    ReportPage.write(
        page == null ? null : page.resolveSibling("scale.md"),
        "scale",
        "\n" + ReportPage.measuredOn(options) + "\n\n" + plan.table());
  }

  /** For each record, all replicas together. */
  private static double bytesInKafka(KafkaContenders contenders) throws Exception {
    String topic = KafkaContenders.UNSTORED;
    try (Stream<Path> files = Files.walk(contenders.folder().resolve("kafka"))) {
      long bytes = 0;
      for (Path file : files.filter(each -> isRecords(each, topic)).toList()) {
        bytes += Files.size(file);
      }
      return bytes / (double) contenders.progress(topic, "").appended();
    }
  }

  /** Indexes are larger than what is in them. */
  private static boolean isRecords(Path file, String topic) {
    return file.toString().matches(".*/" + topic + "-\\d+/\\d+\\.log");
  }
}
