package io.fswebhook.war.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Three receivers on one PostgreSQL under load: one is killed, one is stopped and continued. */
@EnabledOnOs({OS.LINUX, OS.MAC}) // signals
@Tag("long")
class SeveralNodesIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Pattern TOO_LATE = Pattern.compile("came too late and was dropped");

  /** A task that is not as a single owner leaves it: one success, each attempt counted once. */
  static final String WRONG =
      "SELECT count(*) FROM task h WHERE state <> 'succeeded' OR claimed_by IS NOT NULL"
          + " OR attempts <> (SELECT count(*) FROM attempt a"
          + " WHERE a.delivery_seq = h.delivery_seq AND a.handler = h.handler)"
          + " OR 1 <> (SELECT count(*) FROM attempt a WHERE a.delivery_seq = h.delivery_seq"
          + " AND a.handler = h.handler AND a.outcome = 'succeeded')";

  @TempDir private Path folder;
  private final List<WarProcess> nodes = new ArrayList<>();
  private @Nullable Load load;
  private long late;
  private Duration longestStallWhenKilled = Duration.ZERO;
  private Duration longestStallWhenStopped = Duration.ZERO;

  @Test
  void nothing_is_lost_and_no_outcome_overwritten() throws Exception {
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      try {
        run(postgres);
      } finally {
        nodes.forEach(WarProcess::close);
      }
    }
  }

  private void run(PostgresServer postgres) throws Exception {
    Path record = folder.resolve("handled.txt");
    RecorderPlugin recorder = RecorderPlugin.dropInto(folder.resolve("plugins"), record);
    for (int i = 0; i < 3; i++) {
      nodes.add(start(postgres, recorder, i)); // all at once, on an empty database
    }
    for (int round = 0; round < Soak.rounds(); round++) {
      try (Load load = load()) {
        load.awaitMore(200);
        killFirst(postgres);
        load.awaitMore(100);
        longestStallWhenKilled = longer(longestStallWhenKilled, load.longestStall());
      }
      WarProcess another = start(postgres, recorder, 3 + round);
      another.awaitListening();
      nodes.add(another);
      try (Load load = load()) {
        load.awaitMore(200);
        stopFirstLongerThanItsLease(postgres);
        load.awaitMore(100);
        longestStallWhenStopped = longer(longestStallWhenStopped, load.longestStall());
      }
    }
    assertNothingIsLost(postgres, recorder);
  }

  private Load load() throws Exception {
    List<URI> receivers = new ArrayList<>();
    for (WarProcess node : nodes) {
      receivers.add(node.awaitListening());
    }
    Load next = load == null ? Load.on(receivers, 6) : load.continuedOn(receivers, 6);
    load = next;
    return next;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void assertNothingIsLost(PostgresServer postgres, RecorderPlugin recorder)
      throws Exception {
    Set<String> acknowledged = load == null ? Set.of() : load.acknowledged();
    Eventually.holds(
        "every acknowledged delivery is handled",
        LIMIT,
        () -> recorder.ids().containsAll(acknowledged));
    if (load != null) {
      load.assertNoneIsStoredTwice();
    }
    Eventually.holds(
        "every task has one owner's outcome", LIMIT, () -> postgres.value(WRONG).equals("0"));
    print(acknowledged.size(), recorder);
  }

  private void killFirst(PostgresServer postgres) throws Exception {
    WarProcess killed = nodes.remove(0);
    killed.close();
    Eventually.holds(
        "its lease has ended and its work is taken over",
        LIMIT,
        () -> postgres.value("SELECT count(*) FROM node").equals("2"));
  }

  /** Its handlers are in the middle of something then. */
  private void stopFirstLongerThanItsLease(PostgresServer postgres) throws Exception {
    WarProcess stopped = nodes.get(0);
    String name = "'%process " + stopped.pid() + "'";
    long staleBefore = tooLate(stopped);
    Eventually.holds(
        "it is busy with a segment",
        LIMIT,
        () ->
            !postgres
                .value(
                    "SELECT count(*) FROM task JOIN delivery ON seq = delivery_seq"
                        + " JOIN node ON node.id = claimed_by WHERE event_name = 'segment.created'"
                        + " AND name LIKE "
                        + name)
                .equals("0"));
    Signals.send("STOP", stopped.pid());
    try {
      Eventually.holds(
          "its lease has ended and its work is taken over",
          LIMIT,
          () -> postgres.value("SELECT count(*) FROM node WHERE name LIKE " + name).equals("0"));
      LockSupport.parkNanos(LEASE.toNanos() / 2); // so that others finish some of it
    } finally {
      Signals.send("CONT", stopped.pid());
    }
    Eventually.holds("its stale outcome is refused", LIMIT, () -> tooLate(stopped) > staleBefore);
    late += tooLate(stopped) - staleBefore;
  }

  private static long tooLate(WarProcess node) {
    return node.err().stream().filter(line -> TOO_LATE.matcher(line).find()).count();
  }

  private void print(int acknowledged, RecorderPlugin recorder) throws IOException {
    System.out.printf(
        "Three nodes: %d killed, %d stopped and continued, %d deliveries answered 200, 0 lost, %d"
            + " handled again, %d stale outcomes refused, longest stall of receipts %d ms when one is"
            + " killed, %d ms when one is stopped%n",
        Soak.rounds(),
        Soak.rounds(),
        acknowledged,
        recorder.handled().size() - recorder.ids().size(),
        late,
        longestStallWhenKilled.toMillis(),
        longestStallWhenStopped.toMillis());
  }

  private WarProcess start(PostgresServer postgres, RecorderPlugin recorder, int number)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("node" + number));
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        recorder.setting()
            + """

            fs.webhook.handlers.Recorder.segment-time=PT0.5S
            fs.webhook.handlers.Recorder.concurrency=16
            """);
    return WarCommand.in(folder)
        .withSender()
        .java("-Xmx256m")
        .java("-Dfs.webhook.home=" + home)
        .java("-Dfs.webhook.plugins.dir=" + folder.resolve("plugins"))
        .java("-Dfs.webhook.inbox.url=" + postgres.url())
        .java("-Dfs.webhook.inbox.username=postgres")
        .java("-Dfs.webhook.inbox.timeout=PT3S")
        .java("-Dfs.webhook.inbox.lease=" + LEASE)
        .start("serve", "--port", "0");
  }
}
