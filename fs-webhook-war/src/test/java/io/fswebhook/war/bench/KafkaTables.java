package io.fswebhook.war.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured with Kafka, as Markdown. */
final class KafkaTables {

  private final KafkaContenders contenders;
  private final Map<String, Double> topRates = new HashMap<>();
  private final StringBuilder ratios = new StringBuilder("| ratio | |\n|---|---|\n");
  private final StringBuilder text = new StringBuilder();

  KafkaTables(KafkaContenders contenders) {
    this.contenders = contenders;
  }

  /** At the top rate. */
  void receipts() {
    contenders.all().forEach(each -> topRates.put(each.name(), each.perSecond()));
    text.append(Tables.table("64 connections, 700 bytes", contenders.all()));
    receipts(KafkaContenders.ONE_NODE, Contenders.SQLITE);
    receipts(KafkaContenders.ONE_NODE, Contenders.POSTGRESQL);
    receipts(KafkaContenders.TWO_NODES, KafkaContenders.ONE_NODE);
    receipts(KafkaContenders.ALONE, KafkaContenders.ONE_NODE);
    receipts(KafkaContenders.ONE_PARTITION, KafkaContenders.ALONE);
  }

  private void receipts(String a, String b) {
    ratio("receipts: " + a + " / " + b, topRate(a) / topRate(b));
  }

  /** With 64 connections. */
  double topRate(String contender) {
    return topRates.getOrDefault(contender, Double.NaN);
  }

  /** At a rate that does not depend on the answers. */
  void openLoop(double perSecond) {
    text.append(
        Tables.table(
            "%,.0f requests a second at random times, half of what one node with Kafka takes; latency from the intended time"
                .formatted(perSecond),
            contenders.whole()));
    ratio("p50 at that half", Contender::p50Millis, KafkaContenders.ONE_NODE, Contenders.SQLITE);
    ratio(
        "p50 at that half", Contender::p50Millis, KafkaContenders.ONE_NODE, Contenders.POSTGRESQL);
    ratio(
        "p99 at that half", Contender::p99Millis, KafkaContenders.ONE_NODE, Contenders.POSTGRESQL);
  }

  private void ratio(String what, ToDoubleFunction<Contender> figure, String a, String b) {
    ratio(
        what + ": " + a + " / " + b,
        figure.applyAsDouble(contenders.find(a)) / figure.applyAsDouble(contenders.find(b)));
  }

  private void ratio(String what, double value) {
    ratios.append(String.format(Locale.ROOT, "| %s | %.2f |%n", what, value));
  }

  /** By nodes that find the topic full. */
  void stored(StoreRates stored, double bytesInKafka) {
    text.append("\nStored from a full topic into an empty inbox, 700 bytes:\n\n");
    text.append("| | deliveries/s (least to most) | in the inbox, of each |\n|---|---|---|\n");
    stored
        .rates()
        .forEach(
            (what, rates) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "| %s | %,.0f (%,.0f to %,.0f) | %,.0f bytes |%n",
                        what,
                        Medians.of(rates),
                        Collections.min(rates),
                        Collections.max(rates),
                        stored.bytes(what))));
    text.append(
        String.format(
            Locale.ROOT,
            "%nIn Kafka a delivery takes %,.0f bytes, the replicas of all three brokers together.%n",
            bytesInKafka));
    double one = stored.perSecond(StoreRates.POSTGRESQL);
    ratio(
        "stored: one node, PostgreSQL / what it receives without Kafka",
        one / topRate(Contenders.POSTGRESQL));
    ratio(
        "stored: one node, SQLite / what it receives without Kafka",
        stored.perSecond(StoreRates.SQLITE) / topRate(Contenders.SQLITE));
    ratio("stored: two nodes / one node, PostgreSQL", stored.perSecond(StoreRates.TWO_NODES) / one);
    ratio(
        "stored: one partition / 12 partitions, PostgreSQL",
        stored.perSecond(StoreRates.ONE_PARTITION) / one);
  }

  void write(BenchmarkOptions options, Measure measure) throws IOException {
    String foot = Tables.notWarm(contenders.all());
    ReportPage.write(options.page(), "kafka", measure.head(options) + ratios + text + foot);
  }
}
