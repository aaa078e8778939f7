package io.fswebhook.plugins.sample.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Several brokers, each of them a controller too, as {@link KafkaBroker} is one. */
public final class KafkaCluster implements AutoCloseable {

  private final List<KafkaBroker> brokers = new ArrayList<>();

  private KafkaCluster() {}

  /** Waits until all of them answer. */
  public static KafkaCluster startIn(Path folder, int count) throws Exception {
    KafkaCluster cluster = new KafkaCluster();
    try {
      cluster.start(folder, count);
      return cluster;
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private void start(Path folder, int count) throws Exception {
    String id = KafkaBroker.newCluster();
    List<KafkaBroker.Ports> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(KafkaBroker.Ports.find());
    }
    for (int i = 1; i <= count; i++) {
      Path own = Files.createDirectories(folder.resolve("broker-" + i));
      brokers.add(KafkaBroker.memberOf(id, i, own, ports));
    }
    for (KafkaBroker broker : brokers) {
      broker.launch();
    }
    for (KafkaBroker broker : brokers) {
      broker.awaitAnswer();
    }
  }

  /** One of them, from 0. */
  public KafkaBroker broker(int index) {
    return brokers.get(index);
  }

  public KafkaBroker anyBroker(Random random) {
    return brokers.get(random.nextInt(brokers.size()));
  }

  public String servers() {
    return brokers.stream().map(KafkaBroker::servers).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    brokers.forEach(KafkaBroker::close);
  }
}
