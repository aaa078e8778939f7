package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Three receivers on one PostgreSQL under load: one is killed, one is stopped and continued. */
@EnabledOnOs({OS.LINUX, OS.MAC}) // signals
class SeveralNodesIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Pattern TOO_LATE = Pattern.compile("came too late and was dropped");

  /** A handling that is not as a single owner leaves it: one success, each attempt counted once. */
  private static final String WRONG =
      "SELECT count(*) FROM handling h WHERE state <> 'succeeded' OR claimed_by IS NOT NULL"
          + " OR attempts <> (SELECT count(*) FROM attempt a"
          + " WHERE a.delivery_seq = h.delivery_seq AND a.handler = h.handler)"
          + " OR 1 <> (SELECT count(*) FROM attempt a WHERE a.delivery_seq = h.delivery_seq"
          + " AND a.handler = h.handler AND a.outcome = 'succeeded')";

  @TempDir private Path folder;
  private final List<WarProcess> nodes = new ArrayList<>();

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
    List<URI> receivers = new ArrayList<>();
    for (WarProcess node : nodes) {
      receivers.add(node.awaitListening());
    }
    Load load = Load.on(receivers, 6);
    try {
      load.awaitMore(300);
      int rounds = Soak.rounds();
      for (int round = 0; round < rounds; round++) {
        killAndReplace(postgres, recorder);
        load.awaitMore(100);
        stopLongerThanItsLease(postgres);
        load.awaitMore(100);
      }
    } finally {
      load.close();
    }
    Set<String> missing = new TreeSet<>();
    Eventually.holds(
        "every acknowledged delivery is handled",
        LIMIT,
        () -> {
          missing.clear();
          missing.addAll(load.acknowledged());
          missing.removeAll(recorder.ids());
          return missing.isEmpty();
        });
    Eventually.holds(
        "every handling has one owner's outcome", LIMIT, () -> postgres.value(WRONG).equals("0"));
    print(load, recorder);
  }

  /** Kills the first and starts another one in its place; the port is another one then. */
  private void killAndReplace(PostgresServer postgres, RecorderPlugin recorder) throws Exception {
    String before = postgres.value("SELECT max(id) FROM node");
    WarProcess killed = nodes.remove(0);
    killed.kill();
    killed.close();
    Eventually.holds(
        "its lease has ended and its work is taken over",
        LIMIT,
        () -> postgres.value("SELECT count(*) FROM node").equals("2"));
    WarProcess next = start(postgres, recorder, 0);
    next.awaitListening();
    nodes.add(next);
    assertThat(Long.parseLong(postgres.value("SELECT max(id) FROM node")))
        .isGreaterThan(Long.parseLong(before));
  }

  /** Its handlers are in the middle of something then. */
  private void stopLongerThanItsLease(PostgresServer postgres) throws Exception {
    WarProcess stopped = nodes.get(0);
    String name = "'%process " + stopped.pid() + "'";
    long lateBefore = tooLate(stopped);
    Eventually.holds(
        "it is busy with a segment",
        LIMIT,
        () ->
            !postgres
                .value(
                    "SELECT count(*) FROM handling JOIN delivery ON seq = delivery_seq"
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
    Eventually.holds("its late outcome is refused", LIMIT, () -> tooLate(stopped) > lateBefore);
  }

  private static long tooLate(WarProcess node) {
    return node.err().stream().filter(line -> TOO_LATE.matcher(line).find()).count();
  }

  private void print(Load load, RecorderPlugin recorder) throws IOException {
    System.out.printf(
        "Three nodes: %d killed, %d stopped and continued, %d deliveries answered 200, 0 lost, %d"
            + " handled again, %d late outcomes refused, longest stall of receipts %d ms%n",
        Soak.rounds(),
        Soak.rounds(),
        load.acknowledged().size(),
        recorder.handled().size() - recorder.ids().size(),
        nodes.stream().mapToLong(SeveralNodesIT::tooLate).sum(),
        load.longestStall().toMillis());
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
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
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
