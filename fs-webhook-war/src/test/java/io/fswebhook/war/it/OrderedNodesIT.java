package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of keys, and a rate, while receivers are killed under load. */
@Tag("long")
class OrderedNodesIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final int KEYS = 6;
  private static final int RATE = 20;
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private static final String UNFINISHED =
      "SELECT count(*) FROM task WHERE handler = 'ordered' AND state <> 'succeeded'";

  /** An attempt that began before one of an earlier delivery of its key had ended. */
  private static final String TOO_EARLY =
      "SELECT count(*) FROM task t JOIN attempt a USING (delivery_seq, handler)"
          + " JOIN task o ON o.handler = t.handler AND o.order_key = t.order_key"
          + " AND o.delivery_seq < t.delivery_seq AND o.delivery_seq >= t.delivery_seq - 100"
          + " JOIN attempt b ON b.delivery_seq = o.delivery_seq AND b.handler = o.handler"
          + " WHERE t.handler = 'ordered' AND a.started_at < b.started_at + b.duration_ms";

  @TempDir private Path folder;
  private final List<WarProcess> nodes = new ArrayList<>();

  @Test
  void three_nodes_keep_the_order_of_each_key_and_the_rate() throws Exception {
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      try {
        run(postgres);
      } finally {
        nodes.forEach(WarProcess::close);
      }
    }
  }

  @Test
  void one_on_sqlite_keeps_the_order_of_each_key() throws Exception {
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(folder.resolve("plugins"), folder.resolve("ordered.txt"));
    try {
      nodes.add(command(0).start("serve", "--port", "0"));
      try (KeyedLoad load = new KeyedLoad(bases(), KEYS)) {
        for (int killed = 0; killed < 2 * Soak.rounds(); killed++) {
          load.awaitMore(200);
          nodes.remove(0).close();
          nodes.add(command(0).start("serve", "--port", "0"));
          load.goOn(bases());
        }
        load.awaitMore(200);
        load.end();
        assertHandledInOrder(load, recorder);
      }
    } finally {
      nodes.forEach(WarProcess::close);
    }
  }

  private void run(PostgresServer postgres) throws Exception {
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(folder.resolve("plugins"), folder.resolve("ordered.txt"));
    for (int i = 0; i < 3; i++) {
      nodes.add(start(postgres, i));
    }
    try (KeyedLoad load = new KeyedLoad(bases(), KEYS)) {
      for (int killed = 0; killed < 2 * Soak.rounds(); killed++) {
        load.awaitMore(150);
        nodes.remove(0).close();
        load.goOn(bases());
        load.awaitMore(100);
        nodes.add(start(postgres, 3 + killed));
        load.goOn(bases());
      }
      load.awaitMore(150);
      load.end();
      assertOrder(load, recorder, postgres);
    }
    assertRate(postgres);
  }

  private void assertOrder(KeyedLoad load, RecorderPlugin recorder, PostgresServer postgres)
      throws Exception {
    Eventually.holds("everything is handled", LIMIT, () -> postgres.value(UNFINISHED).equals("0"));
    assertHandledInOrder(load, recorder);
    assertThat(postgres.value(TOO_EARLY)).isEqualTo("0");
    assertThat(postgres.value("SELECT count(DISTINCT order_key) FROM task"))
        .isEqualTo(String.valueOf(KEYS));
    System.out.printf(
        "MEASURED %s of %d attempts failed%n",
        postgres.value("SELECT count(*) FROM attempt WHERE outcome = 'retrying'"),
        Long.parseLong(postgres.value("SELECT count(*) FROM attempt WHERE handler = 'ordered'")));
  }

  private static void assertHandledInOrder(KeyedLoad load, RecorderPlugin recorder)
      throws Exception {
    Set<String> acknowledged = new HashSet<>();
    load.acknowledged().values().forEach(acknowledged::addAll);
    Eventually.holds(
        "everything is handled", LIMIT, () -> recorder.ids().containsAll(acknowledged));
    List<String> handled = recorder.handled().stream().map(RecorderPlugin.Handled::id).toList();
    load.acknowledged()
        .forEach(
            (key, ids) ->
                assertThat(firstOf(ids, handled)).as("key " + key).containsExactlyElementsOf(ids));
    System.out.printf(
        "MEASURED order: %d kills, %d deliveries of %d keys answered 200 and handled in order,"
            + " %d handled again%n",
        2 * Soak.rounds(), load.count(), KEYS, handled.size() - new HashSet<>(handled).size());
  }

  /** Of one key; a kill repeats the last one before the next. */
  private static List<String> firstOf(List<String> ids, List<String> handled) {
    Set<String> ofKey = new HashSet<>(ids);
    List<String> order = new ArrayList<>();
    for (String id : handled) {
      boolean isRepeated = !order.isEmpty() && order.get(order.size() - 1).equals(id);
      if (ofKey.contains(id) && !isRepeated) {
        order.add(id);
      }
    }
    return order;
  }

  /** There was more to do than the rate allows from the first moment on. */
  private void assertRate(PostgresServer postgres) throws Exception {
    String attempts = "SELECT count(*) FROM attempt WHERE handler = 'paced'";
    long before = Long.parseLong(postgres.value(attempts));
    long wanted = before + 12L * RATE;
    Eventually.holds("it goes on", LIMIT, () -> Long.parseLong(postgres.value(attempts)) >= wanted);
    String windows =
        "(SELECT started_at, count(*) OVER (ORDER BY started_at RANGE BETWEEN CURRENT ROW AND "
            + (WINDOW.toMillis() - 1)
            + " FOLLOWING) AS begun FROM attempt WHERE handler = 'paced') w";
    long most = Long.parseLong(postgres.value("SELECT max(begun) FROM " + windows));
    long least =
        Long.parseLong(
            postgres.value(
                "SELECT min(begun) FROM "
                    + windows
                    + " WHERE started_at <= (SELECT max(started_at) FROM attempt"
                    + " WHERE handler = 'paced') - "
                    + WINDOW.toMillis()));
    System.out.printf(
        "MEASURED rate of %d/PT1S on three nodes, two killed: %d to %d attempts in %s%n",
        RATE, least, most, WINDOW);
    assertThat(most).isLessThanOrEqualTo(RATE * WINDOW.toSeconds() * 11 / 10);
  }

  private List<URI> bases() throws Exception {
    List<URI> bases = new ArrayList<>();
    for (WarProcess node : nodes) {
      bases.add(node.awaitListening());
    }
    return bases;
  }

  private WarProcess start(PostgresServer postgres, int number) throws IOException {
    return command(number)
        .java("-Dfs.webhook.inbox.url=" + postgres.url())
        .java("-Dfs.webhook.inbox.username=postgres")
        .java("-Dfs.webhook.inbox.timeout=PT3S")
        .java("-Dfs.webhook.inbox.lease=" + LEASE)
        .start("serve", "--port", "0");
  }

  private WarCommand command(int number) throws IOException {
    Path home = Files.createDirectories(folder.resolve("node" + number));
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        """
        fs.webhook.handlers.ordered.type=Recorder
        fs.webhook.handlers.ordered.file=%s
        fs.webhook.handlers.ordered.fails-first=true
        fs.webhook.handlers.ordered.order-by=data.key
        fs.webhook.handlers.ordered.retry.initial-delay=PT0.05S
        fs.webhook.handlers.paced.type=Recorder
        fs.webhook.handlers.paced.file=%s
        fs.webhook.handlers.paced.rate=%d/PT1S
        """
            .formatted(folder.resolve("ordered.txt"), folder.resolve("paced.txt"), RATE));
    return WarCommand.in(folder)
        .withSender()
        .java("-Xmx256m")
        .java("-Dfs.webhook.home=" + home)
        .java("-Dfs.webhook.plugins.dir=" + folder.resolve("plugins"));
  }
}
