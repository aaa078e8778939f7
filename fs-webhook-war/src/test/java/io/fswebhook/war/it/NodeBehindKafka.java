package io.fswebhook.war.it;

import io.fswebhook.plugins.sample.servers.KafkaBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A broker, and a node that receives into it, with or without storing what it has received. */
final class NodeBehindKafka implements AutoCloseable {

  private static final String NOTHING_WAITS = "fs_webhook_topic_lag_records{partition=\"0\"} 0.0";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path home;
  private final String token;
  private final KafkaBroker broker;
  private WarProcess node;
  private URI root;

  private NodeBehindKafka(Path home, String token, KafkaBroker broker) throws Exception {
    this.home = home;
    this.token = token;
    this.broker = broker;
    this.node = command("receive").start("serve", "--port", "0");
    this.root = node.awaitListening();
  }

  /** It only receives at first. */
  static NodeBehindKafka startIn(Path folder, String token) throws Exception {
    KafkaBroker broker = KafkaBroker.startIn(Files.createDirectories(folder.resolve("kafka")));
    try {
      Path home = Files.createDirectories(folder.resolve("behind-kafka"));
      return new NodeBehindKafka(home, token, broker);
    } catch (Exception | AssertionError e) {
      broker.close();
      throw e;
    }
  }

  private WarCommand command(String roles) {
    return WarCommand.in(home)
        .withSender()
        .withKafka(broker.servers())
        .with("FS_WEBHOOK_ADMIN_TOKEN", token)
        .java("-Dfs.webhook.home=" + home)
        .java("-Dfs.webhook.roles=" + roles)
        .java("-Dfs.webhook.kafka.replication-factor=1")
        .java("-Dfs.webhook.kafka.partitions=1");
  }

  /** As host and port; the same after a restart. */
  String authority() {
    return root.getAuthority();
  }

  void receiveOnly() throws Exception {
    send("nobody stores it");
  }

  void storeAsWell() throws Exception {
    node.close();
    node =
        command("receive,store,dispatch")
            .start("serve", "--port", Integer.toString(root.getPort()));
    root = node.awaitListening();
    Eventually.holds("all is stored", LIMIT, () -> metrics().contains(NOTHING_WAITS));
  }

  /** Takes the file of the inbox away. */
  void receiveWithoutTheInbox() throws Exception {
    Files.move(home.resolve("data/inbox.db"), home.resolve("data/away.db"));
    Eventually.holds(
        "it cannot store",
        LIMIT,
        () -> {
          send("it waits in the topic");
          return node.toString().contains("cannot be written; deliveries wait in the topic until");
        });
    send("this one too");
  }

  private String metrics() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(root.resolve("/metrics"))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void send(String note) throws Exception {
    int status = new Sender(root.resolve("/webhook")).sendNote(note).statusCode();
    if (status != 200) {
      throw new AssertionError(note + ": " + status);
    }
  }

  @Override
  public void close() {
    node.close();
    broker.close();
  }
}
