package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.wholeNumber;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.node.NodeRole;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kafka in front of the inbox, and what this node does. */
final class ReadKafka {

  private static final Setting<List<String>> BOOTSTRAP_SERVERS =
      optional(
          "kafka.bootstrap-servers",
          SettingType.BROKERS,
          "Some of the brokers of a Kafka cluster. If set, a delivery is answered 200 once they have"
              + " it, and stored in the inbox after that: see [Kafka](kafka.md).");

  private static final Setting<String> TOPIC =
      setting(
          "kafka.topic",
          SettingType.TOPIC,
          "fs-webhook-deliveries",
          "The topic of deliveries. It is created if it does not exist.");

  private static final Setting<Integer> PARTITIONS =
      setting(
          "kafka.partitions",
          wholeNumber(1, 10_000),
          "12",
          "How many partitions a topic gets that is created: at most as many nodes can store at a time.");

  private static final Setting<Integer> REPLICATION_FACTOR =
      setting(
          "kafka.replication-factor",
          wholeNumber(1, 15),
          "3",
          "How many brokers have each delivery, in a topic that is created. From 3 on, a delivery is"
              + " answered 200 only once two of them have it.");

  private static final Setting<Set<Integer>> STORE_PARTITIONS =
      optional(
              "kafka.store-partitions",
              SettingType.PARTITION_NUMBERS,
              "Which partitions nodes store that share this inbox, where several inboxes share the topic. The"
                  + " same on all of these nodes.")
          .orElse("all");

  private static final Setting<String> CLIENT =
      optional(
          "kafka.client.<property>",
          SettingType.SECRET,
          "Any other property of Kafka's clients by its own name, such as `security.protocol` or"
              + " `sasl.jaas.config`.");

  private static final Setting<Set<NodeRole>> ROLES =
      setting(
          "roles",
          SettingType.ROLES,
          "receive,store,dispatch",
          "What this node does: `receive` deliveries, `store` them in the inbox, `dispatch` them to"
              + " handlers. Only with Kafka may a node have fewer than all of them; one that only receives needs no"
              + " inbox.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          BOOTSTRAP_SERVERS,
          TOPIC,
          PARTITIONS,
          REPLICATION_FACTOR,
          STORE_PARTITIONS,
          CLIENT,
          ROLES);

  /** What makes a 200 a promise, and a record stored once. */
  private static final Set<String> FIXED =
      Set.of(
          "acks",
          "allow.auto.create.topics",
          "auto.offset.reset",
          "bootstrap.servers",
          "delivery.timeout.ms",
          "enable.auto.commit",
          "enable.idempotence",
          "group.id",
          "group.instance.id",
          "group.protocol",
          "interceptor.classes",
          "isolation.level",
          "key.deserializer",
          "key.serializer",
          "linger.ms",
          "max.block.ms",
          "partition.assignment.strategy",
          "partitioner.class",
          "request.timeout.ms",
          "retries",
          "transactional.id",
          "value.deserializer",
          "value.serializer");

  private static final String COMPRESSION = "compression.type";
  private static final Set<String> COMPRESSIONS = Set.of("none", "gzip");

  private ReadKafka() {}

  /** Null if there is no Kafka in front of the inbox. */
  static @Nullable TopicSettings read(SettingReader reader) {
    List<String> brokers = reader.find(BOOTSTRAP_SERVERS).orElse(null);
    TopicSettings settings =
        new TopicSettings(
            brokers == null ? "" : String.join(",", brokers),
            reader.get(TOPIC),
            reader.get(PARTITIONS),
            reader.get(REPLICATION_FACTOR),
            reader.find(STORE_PARTITIONS).orElse(Set.of()),
            client(reader));
    if (brokers == null) {
      requireNone(reader);
      return null;
    }
    return settings;
  }

  private static Map<String, String> client(SettingReader reader) {
    Map<String, String> client = new TreeMap<>();
    for (String property : reader.chosen(CLIENT)) {
      reader.find(CLIENT.at(property)).ifPresent(value -> client.put(property, value));
    }
    for (String property : client.keySet()) {
      if (FIXED.contains(property)) {
        throw new StartException(
            CLIENT.at(property).name() + " must not be set: the receiver relies on its own value");
      }
    }
    String compression = client.getOrDefault(COMPRESSION, "none");
    if (!COMPRESSIONS.contains(compression)) {
      throw CLIENT.at(COMPRESSION).refused("must be one of gzip, none", compression);
    }
    return client;
  }

  private static void requireNone(SettingReader reader) {
    SETTINGS.stream()
        .filter(setting -> !setting.equals(ROLES))
        .flatMap(setting -> setting.hasPlaceholder() ? reader.named(setting) : Stream.of(setting))
        .filter(setting -> reader.source(setting).isPresent())
        .findFirst()
        .ifPresent(
            setting -> {
              throw new StartException(
                  BOOTSTRAP_SERVERS.name() + " must be set, since " + setting.name() + " needs it");
            });
  }

  /**
   * What this node does.
   *
   * @param kafka null for none
   */
  static Set<NodeRole> roles(
      SettingReader reader, @Nullable TopicSettings kafka, InboxPlace inbox) {
    Set<NodeRole> roles = reader.get(ROLES);
    if (roles.equals(EnumSet.allOf(NodeRole.class))) {
      return roles;
    }
    if (kafka == null) {
      throw refused("must have all of them unless " + BOOTSTRAP_SERVERS.name() + " is set", roles);
    }
    if (roles.contains(NodeRole.STORE) != roles.contains(NodeRole.DISPATCH)
        && inbox instanceof InboxPlace.File) {
      throw refused(
          "must have store and dispatch, or neither, unless "
              + ReadInbox.URL.name()
              + " is a PostgreSQL database, since only one node has an SQLite file",
          roles);
    }
    return roles;
  }

  private static StartException refused(String rule, Set<NodeRole> roles) {
    return ROLES.refused(
        rule, roles.stream().sorted().map(NodeRole::code).collect(Collectors.joining(",")));
  }
}
