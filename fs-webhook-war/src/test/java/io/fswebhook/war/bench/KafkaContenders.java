package io.fswebhook.war.bench;

import io.fswebhook.plugins.sample.servers.KafkaCluster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Three brokers, nodes in front of them and one that stores, next to receivers without Kafka. */
final class KafkaContenders implements AutoCloseable {

  static final String ONE_NODE = "fs-webhook, Kafka, one node receives";
  static final String TWO_NODES = "fs-webhook, Kafka, two nodes receive";
  static final String ALONE = "fs-webhook, Kafka, one node receives, none stores";
  static final String ONE_PARTITION =
      "fs-webhook, Kafka, one node receives, one partition, none stores";

  /** The baseline, and those that store what they receive. */
  static final List<String> WHOLE =
      List.of(Contenders.BASELINE, Contenders.SQLITE, Contenders.POSTGRESQL, ONE_NODE, TWO_NODES);

  static final int BROKERS = 3;

  /** What nodes fill that store nothing. */
  static final String UNSTORED = "unstored";

  static final String SINGLE = "single";
  private static final String STORED = "stored";
  private static final String BEHIND = "behind";
  private static final int PARTITIONS = 12;
  private static final Duration TO_ANSWER = Duration.ofMinutes(1);

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final List<Contender> all = new ArrayList<>();
  private final Path folder;
  private final Contenders others;
  private final KafkaCluster kafka;
  private final Admin admin;

  private KafkaContenders(Path folder) throws Exception {
    this.folder = folder;
    others = Contenders.start(folder, Contenders.MAIN::contains);
    open.push(others::close);
    kafka = KafkaCluster.startIn(folder.resolve("kafka"), BROKERS);
    open.push(kafka::close);
    admin = kafka.broker(0).admin(TO_ANSWER);
    open.push(admin::close);
  }

  static KafkaContenders start(Path folder) throws Exception {
    KafkaContenders contenders = new KafkaContenders(folder);
    try {
      contenders.startAll();
      return contenders;
    } catch (Exception | Error e) {
      contenders.close();
      throw e;
    }
  }

  private void startAll() throws Exception {
    all.addAll(others.all());
    addStored();
    all.add(
        new Contender(
            ALONE, Events.Kind.FULLSTORY, List.of(receiving("alone", UNSTORED, PARTITIONS)), null));
    all.add(
        new Contender(
            ONE_PARTITION,
            Events.Kind.FULLSTORY,
            List.of(receiving("partition", SINGLE, 1)),
            null));
  }

  private void addStored() throws Exception {
    int first = receiving("one", STORED, PARTITIONS);
    int second = receiving("two", STORED, PARTITIONS);
    Map<String, String> database = others.database(BEHIND);
    storing(folder.resolve(BEHIND), STORED, database);
    TopicProgress progress = progress(STORED, others.inDatabase(BEHIND));
    all.add(Contender.inFrontOf(progress, ONE_NODE, List.of(first)));
    all.add(Contender.inFrontOf(progress, TWO_NODES, List.of(first, second)));
  }

  private int receiving(String name, String topic, int partitions) throws Exception {
    Map<String, String> settings = topic(topic);
    settings.put("fs.webhook.roles", "receive");
    settings.put("fs.webhook.kafka.partitions", Integer.toString(partitions));
    return opened(BenchedServer.ofWar(folder.resolve(name), settings)).port();
  }

  private Map<String, String> topic(String topic) {
    Map<String, String> settings = new HashMap<>();
    settings.put("fs.webhook.kafka.bootstrap-servers", kafka.servers());
    settings.put("fs.webhook.kafka.topic", topic);
    return settings;
  }

  private BenchedServer opened(BenchedServer server) {
    open.push(server::close);
    return server;
  }

  /** Ends with all others, if not before. */
  BenchedServer storing(Path home, String topic, Map<String, String> inbox) throws Exception {
    Map<String, String> settings = topic(topic);
    settings.put("fs.webhook.roles", "store,dispatch");
    settings.putAll(inbox);
    return opened(BenchedServer.ofWar(home, settings));
  }

  TopicProgress progress(String topic, String url) {
    return new TopicProgress(admin, topic, topic.equals(SINGLE) ? 1 : PARTITIONS, url);
  }

  Path folder() {
    return folder;
  }

  Contenders others() {
    return others;
  }

  List<Contender> all() {
    return all;
  }

  List<Contender> whole() {
    return all.stream().filter(each -> WHOLE.contains(each.name())).toList();
  }

  Contender find(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
