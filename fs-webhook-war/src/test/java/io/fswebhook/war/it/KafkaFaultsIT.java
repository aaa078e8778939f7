package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, two nodes that receive and two that store in one PostgreSQL, under load. */
@EnabledOnOs({OS.LINUX, OS.MAC}) // signals
@Tag("long")
class KafkaFaultsIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SENDERS = 6;
  private static final int SOME = 400;

  @TempDir static Path folder;
  private static KafkaSite site;

  /** What happens while deliveries arrive. */
  @FunctionalInterface
  private interface Fault {

    void happen(NoteLoad load) throws Exception;
  }

  @BeforeAll
  static void startAll() throws Exception {
    site = KafkaSite.startIn(folder);
  }

  @AfterAll
  static void stopAll() throws Exception {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void a_broker_is_killed() throws Exception {
    NoteLoad load =
        during(
            running -> {
              site.kafka.broker(1).kill();
              running.awaitMore(SOME);
              site.kafka.broker(1).start();
            });

    assertStoredOnce("a broker killed", load);
    assertThat(load.refused()).isZero();
  }

  @Test
  void a_storing_node_is_killed() throws Exception {
    NoteLoad load =
        during(
            running -> {
              site.storing.remove(0).close();
              running.awaitMore(SOME);
              site.addStoring();
            });

    assertStoredOnce("a storing node killed", load);
    assertThat(load.refused()).isZero();
  }

  @Test
  void a_receiving_node_is_killed() throws Exception {
    NoteLoad load =
        during(
            running -> {
              site.receiving.remove(0).close();
              running.awaitMore(SOME);
              site.addReceiving();
            });

    assertStoredOnce("a receiving node killed", load);
  }

  @Test
  void the_database_is_down() throws Exception {
    NoteLoad load =
        during(
            running -> {
              site.postgres.stop();
              long end = System.nanoTime() + Soak.outage().toNanos();
              running.awaitMore(SOME);
              Eventually.holds("the outage ends", LIMIT, () -> System.nanoTime() - end > 0);
              site.postgres.start();
            });

    assertStoredOnce("PostgreSQL down for " + Soak.outage(), load);
    assertThat(load.refused()).isZero();
  }

  @Test
  void a_storing_node_is_frozen_beyond_its_session_and_wakes_up() throws Exception {
    NoteLoad load =
        during(
            running -> {
              WarProcess frozen = site.storing.get(0);
              WarProcess other = site.storing.get(1);
              int before = KafkaSite.assignments(other);
              Signals.send("STOP", frozen.pid());
              try {
                Eventually.holds(
                    "the other node has all partitions",
                    LIMIT,
                    () -> KafkaSite.assignments(other) > before);
                running.awaitMore(SOME);
              } finally {
                Signals.send("CONT", frozen.pid());
              }
              running.awaitMore(SOME);
            });

    assertStoredOnce("a storing node frozen", load);
    assertThat(load.refused()).isZero();
  }

  @Test
  void partitions_move_in_the_middle_of_a_batch() throws Exception {
    NoteLoad load =
        during(
            running -> {
              try (Connection other =
                  DriverManager.getConnection(site.postgres.url(), "postgres", "")) {
                stopBatches(other);
                site.addStoring();
              } // it gives up the lock
              running.awaitMore(SOME);
              try (WarProcess third = site.storing.remove(2)) {
                third.terminate();
                assertThat(third.awaitExit(LIMIT)).isZero();
              }
            });

    assertStoredOnce("a rebalance in the middle of a batch", load);
    assertThat(load.refused()).isZero();
  }

  /** Holds each back right before its end. */
  private static void stopBatches(Connection other) throws Exception {
    other.setAutoCommit(false);
    try (Statement lock = other.createStatement()) {
      lock.execute("LOCK TABLE topic_position IN SHARE MODE");
    }
    Eventually.holds(
        "both nodes are in a batch",
        LIMIT,
        () ->
            site.postgres
                .value(
                    "SELECT count(DISTINCT pid) > 1 FROM pg_locks"
                        + " WHERE NOT granted AND relation = 'topic_position'::regclass")
                .equals("t"));
  }

  private static NoteLoad during(Fault fault) throws Exception {
    List<URI> receivers = new ArrayList<>();
    for (WarProcess node : site.receiving) {
      receivers.add(node.awaitListening());
    }
    try (NoteLoad load = NoteLoad.on(receivers, SENDERS)) {
      load.awaitMore(SOME);
      fault.happen(load);
      load.awaitMore(SOME);
      return load;
    }
  }

  private static void assertStoredOnce(String what, NoteLoad load) throws Exception {
    Eventually.holds("all are stored", LIMIT, () -> load.missing(stored()).isEmpty());
    Eventually.holds(
        "each record of the topic is a delivery, since none is like another",
        LIMIT,
        () ->
            site.postgres
                .value(
                    "SELECT count(*) - (SELECT sum(next_offset) FROM topic_position) FROM delivery")
                .equals("0"));
    String twice = site.postgres.value("SELECT count(*) - count(DISTINCT body) FROM delivery");
    Eventually.holds(
        "activity is recorded",
        LIMIT,
        () -> !site.postgres.value("SELECT coalesce(sum(received), 0) FROM activity").equals("0"));
    String repeated = site.postgres.value("SELECT coalesce(sum(duplicates), 0) FROM activity");
    System.out.printf(
        "Kafka, %s: %d answered 200, %d stored, 0 lost, %s stored twice, %s found as duplicates,"
            + " %d refused, longest stall %d ms%n",
        what,
        load.acknowledged().size(),
        stored().size(),
        twice,
        repeated,
        load.refused(),
        load.longestStall().toMillis());
    assertThat(twice).isEqualTo("0");
    assertThat(repeated).isEqualTo("0");
  }

  private static Set<String> stored() throws SQLException {
    String ids = site.postgres.value("SELECT coalesce(string_agg(id, ','), '') FROM delivery");
    return new TreeSet<>(List.of(ids.split(",", -1)));
  }
}
