package io.fswebhook.war.it;

import io.fswebhook.plugins.sample.servers.KafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Three brokers, two nodes that receive, and two that store in one PostgreSQL. */
final class KafkaSite implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern STORES = Pattern.compile("are stored by this node");

  final KafkaCluster kafka;
  final PostgresServer postgres;
  final List<WarProcess> receiving = new ArrayList<>();
  final List<WarProcess> storing = new ArrayList<>();
  private final Path folder;
  private int started;

  private KafkaSite(Path folder) throws Exception {
    this.folder = folder;
    this.kafka = KafkaCluster.startIn(folder.resolve("kafka"), 3);
    this.postgres = PostgresServer.in(folder);
  }

  /** Waits until all of them are at work. */
  static KafkaSite startIn(Path folder) throws Exception {
    KafkaSite site = new KafkaSite(folder);
    try {
      site.addReceiving(); // it creates the topic
      site.addReceiving();
      site.addStoring();
      site.addStoring();
      return site;
    } catch (Exception | AssertionError e) {
      site.close();
      throw e;
    }
  }

  void addReceiving() throws Exception {
    WarProcess node = node("receive");
    receiving.add(node);
    node.awaitListening();
  }

  /** Waits until it has partitions. */
  void addStoring() throws Exception {
    WarProcess node = node("store,dispatch");
    storing.add(node);
    node.awaitLine(STORES, LIMIT);
  }

  private WarProcess node(String roles) throws Exception {
    Path home = Files.createDirectories(folder.resolve("node-" + started++));
    return WarCommand.in(home)
        .withSender()
        .withKafka(kafka.servers())
        .java("-Xmx192m")
        .java("-Dfs.webhook.home=" + home)
        .java("-Dfs.webhook.roles=" + roles)
        .java("-Dfs.webhook.kafka.partitions=6")
        .java("-Dfs.webhook.inbox.url=" + postgres.url())
        .java("-Dfs.webhook.inbox.username=postgres")
        .start("serve", "--port", "0");
  }

  /** How often a node was told of new partitions. */
  static int assignments(WarProcess node) {
    return (int)
        Stream.concat(node.out().stream(), node.err().stream())
            .filter(line -> STORES.matcher(line).find())
            .count();
  }

  @Override
  public void close() throws IOException {
    receiving.forEach(WarProcess::close);
    storing.forEach(WarProcess::close);
    kafka.close();
    postgres.close();
  }
}
