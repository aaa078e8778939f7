package io.fswebhook.war.bench;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * How many of each many times the receipts need, each used up to half of what it was measured to
 * carry.
 *
 * @param receipts a second that are multiplied
 * @param nodeReceives a second, and three brokers with it
 * @param partition how much a second goes through one
 * @param nodeStores a second
 * @param databaseStores a second
 * @param bytesInKafka of a delivery, in all replicas
 * @param bytesInInbox of a delivery
 */
record ScalePlan(
    double receipts,
    double nodeReceives,
    double partition,
    double nodeStores,
    double databaseStores,
    double bytesInKafka,
    double bytesInInbox) {

  private static final int[] TIMES = {1, 10, 100, 1000};
  private static final double USED = 0.5;
  private static final int DAY_SECONDS = 24 * 60 * 60;
  private static final int RETENTION_DAYS = 30;

  String table() {
    StringBuilder table =
        new StringBuilder("| | measured | × 10 | × 100 | × 1,000 |\n|---|---|---|---|---|\n");
    row(table, "deliveries a second", "%,.0f", rate -> rate);
    row(table, "nodes that receive", "%,.0f", rate -> count(rate, nodeReceives));
    row(table, "brokers", "%,.0f", rate -> KafkaContenders.BROKERS * count(rate, nodeReceives));
    row(table, "partitions", "%,.0f", this::partitions);
    row(table, "nodes that store", "%,.0f", rate -> count(rate, nodeStores));
    row(table, "databases", "%,.0f", rate -> count(rate, databaseStores));
    row(
        table,
        "partitions of each database",
        "%,.0f",
        rate -> Math.ceil(partitions(rate) / count(rate, databaseStores)));
    row(
        table,
        "written to the brokers' disks, MB a second",
        "%,.1f",
        rate -> rate * bytesInKafka / 1e6);
    row(
        table,
        "in Kafka, TB for each day of retention",
        "%,.2f",
        rate -> days(rate * bytesInKafka, 1));
    row(
        table,
        "in each database, TB for 30 days",
        "%,.1f",
        rate -> days(rate * bytesInInbox, RETENTION_DAYS) / count(rate, databaseStores));
    return table.toString();
  }

  /** As many as there are nodes that store, at least. */
  private double partitions(double rate) {
    return Math.max(count(rate, partition), count(rate, nodeStores));
  }

  private static double count(double rate, double each) {
    return Math.ceil(rate / (USED * each));
  }

  private static double days(double bytesPerSecond, int days) {
    return bytesPerSecond * DAY_SECONDS * days / 1e12;
  }

  private void row(StringBuilder table, String what, String format, DoubleUnaryOperator of) {
    table.append("| ").append(what);
    for (int times : TIMES) {
      table
          .append(" | ")
          .append(String.format(Locale.ROOT, format, of.applyAsDouble(receipts * times)));
    }
    table.append(" |\n");
  }
}
