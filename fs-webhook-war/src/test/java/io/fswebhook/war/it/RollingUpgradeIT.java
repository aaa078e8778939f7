package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes behind a load balancer are replaced one after the other under load, as Kubernetes does
 * with the chart's settings: by a version with one more migration, then by this version again,
 * which finds the newer tables.
 */
@Tag("long")
class RollingUpgradeIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int SENDERS = 6;
  private static final int BETWEEN = 200;

  @TempDir private Path folder;
  private final List<WarProcess> nodes = new ArrayList<>();
  private final Map<WarProcess, URI> addresses = new ConcurrentHashMap<>();

  @Test
  void no_delivery_is_refused_lost_or_handled_twice() throws Exception {
    try (PostgresServer postgres = PostgresServer.in(folder);
        LoadBalancer balancer = new LoadBalancer()) {
      try {
        run(postgres, balancer);
      } finally {
        nodes.forEach(WarProcess::close);
      }
    }
  }

  private void run(PostgresServer postgres, LoadBalancer balancer) throws Exception {
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(folder.resolve("plugins"), folder.resolve("handled.txt"));
    Path older = WarCommand.war();
    Path newer = NewerWar.in(folder);
    WarProcess first = start(older, postgres, recorder, balancer);
    WarProcess second = start(older, postgres, recorder, balancer);
    Load load = Load.on(List.of(balancer.uri()), SENDERS);
    try (load) {
      load.awaitMore(BETWEEN);

      WarProcess third = replace(first, newer, postgres, recorder, balancer);
      assertThat(postgres.value("SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history"))
          .isEqualTo(Integer.toString(NewerWar.schemaVersion()));
      load.awaitMore(BETWEEN); // by both versions
      WarProcess fourth = replace(second, newer, postgres, recorder, balancer);
      load.awaitMore(BETWEEN);

      replace(third, older, postgres, recorder, balancer);
      load.awaitMore(BETWEEN); // by both again
      replace(fourth, older, postgres, recorder, balancer);
      load.awaitMore(BETWEEN);
    }
    assertThat(load.refused()).isZero();
    load.assertNoneIsStoredTwice();
    assertAllHandledOnce(load.acknowledged(), postgres, recorder);
    System.out.printf(
        "Rolling upgrade and back: 4 nodes replaced, %d deliveries answered 200, 0 refused, 0 lost,"
            + " 0 handled again, longest stall of receipts %d ms%n",
        load.acknowledged().size(), load.longestStall().toMillis());
  }

  /** As Compose does: one is away until it is replaced, and nobody told the proxy before. */
  @Test
  void the_proxy_of_the_compose_file_needs_no_notice() throws Exception {
    InstalledTool.require("nginx");
    int[] ports = {FreePort.get(), FreePort.get()};
    try (PostgresServer postgres = PostgresServer.in(folder);
        ComposeProxy nginx = ComposeProxy.start(folder, ports[0], ports[1])) {
      try {
        replaceInPlace(postgres, nginx, ports);
      } finally {
        nodes.forEach(WarProcess::close);
      }
    }
  }

  /** As when its container is gone: nothing answers at its address, and nothing refuses. */
  @Test
  void the_proxy_of_the_compose_file_does_without_a_vanished_receiver() throws Exception {
    InstalledTool.require("nginx");
    int port = FreePort.get();
    try (PostgresServer postgres = PostgresServer.in(folder);
        SilentPort vanished = new SilentPort();
        ComposeProxy nginx = ComposeProxy.start(folder, vanished.port(), port)) {
      RecorderPlugin recorder =
          RecorderPlugin.dropInto(folder.resolve("plugins"), folder.resolve("handled.txt"));
      start(WarCommand.war(), postgres, recorder, port);
      try (Load load = Load.on(List.of(nginx.uri()), SENDERS)) {
        load.awaitMore(BETWEEN / 10);
        assertThat(load.refused()).isZero();
      } finally {
        nodes.forEach(WarProcess::close);
      }
    }
  }

  private void replaceInPlace(PostgresServer postgres, ComposeProxy nginx, int[] ports)
      throws Exception {
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(folder.resolve("plugins"), folder.resolve("handled.txt"));
    Path newer = NewerWar.in(folder);
    List<WarProcess> older = new ArrayList<>();
    for (int port : ports) {
      older.add(start(WarCommand.war(), postgres, recorder, port));
    }
    Load load = Load.on(List.of(nginx.uri()), SENDERS);
    try (load) {
      for (int i = 0; i < ports.length; i++) {
        load.awaitMore(BETWEEN);
        older.get(i).terminate();
        older.get(i).awaitExit(LIMIT);
        start(newer, postgres, recorder, ports[i]);
      }
      load.awaitMore(BETWEEN);
    }
    assertThat(load.refused()).isZero();
    load.assertNoneIsStoredTwice();
    assertAllHandledOnce(load.acknowledged(), postgres, recorder);
    System.out.printf(
        "Upgrade behind nginx: 2 nodes replaced in place, %d deliveries answered 200, 0 refused, longest"
            + " stall of receipts %d ms%n",
        load.acknowledged().size(), load.longestStall().toMillis());
  }

  private WarProcess start(Path war, PostgresServer postgres, RecorderPlugin recorder, int port)
      throws Exception {
    WarProcess node =
        command(war, postgres, recorder).start("serve", "--port", Integer.toString(port));
    nodes.add(node);
    Sender probe = new Sender(node.awaitListening().resolve("/webhook"));
    Eventually.holds(
        node + " is ready", LIMIT, () -> probe.get("/health/ready").statusCode() == 200);
    return node;
  }

  /** As the chart says: one more, and then one is taken away, once it gets no more requests. */
  private WarProcess replace(
      WarProcess old,
      Path war,
      PostgresServer postgres,
      RecorderPlugin recorder,
      LoadBalancer balancer)
      throws Exception {
    WarProcess started = start(war, postgres, recorder, balancer);
    balancer.drain(Objects.requireNonNull(addresses.get(old)));
    old.terminate();
    old.awaitExit(LIMIT);
    return started;
  }

  private WarProcess start(
      Path war, PostgresServer postgres, RecorderPlugin recorder, LoadBalancer balancer)
      throws Exception {
    WarProcess node = command(war, postgres, recorder).start("serve", "--port", "0");
    nodes.add(node);
    URI address = node.awaitListening();
    addresses.put(node, address);
    balancer.add(address);
    return node;
  }

  private WarCommand command(Path war, PostgresServer postgres, RecorderPlugin recorder)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("node" + nodes.size()));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
    return WarCommand.in(folder)
        .of(war)
        .withSender()
        .java("-Xmx256m")
        .java("-Dfs.webhook.home=" + home)
        .java("-Dfs.webhook.plugins.dir=" + folder.resolve("plugins"))
        .java("-Dfs.webhook.inbox.url=" + postgres.url())
        .java("-Dfs.webhook.inbox.username=postgres");
  }

  private static void assertAllHandledOnce(
      Set<String> acknowledged, PostgresServer postgres, RecorderPlugin recorder) throws Exception {
    Eventually.holds(
        "every acknowledged delivery is handled",
        LIMIT,
        () -> recorder.ids().containsAll(acknowledged));
    assertThat(recorder.handled()).hasSize(recorder.ids().size());
    Eventually.holds(
        "every task has one owner's outcome",
        LIMIT,
        () -> postgres.value(SeveralNodesIT.WRONG).equals("0"));
  }
}
