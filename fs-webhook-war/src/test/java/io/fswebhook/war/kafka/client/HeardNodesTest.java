package io.fswebhook.war.kafka.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.node.TopicLag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeardNodesTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final NodeRecord SELF = node("self", NOW.minusSeconds(60));
  private static final NodeRecord OTHER = node("other", NOW.minusSeconds(90));

  private final HeardNodes heard = new HeardNodes("s");

  private static NodeRecord node(String name, Instant startedAt) {
    return new NodeRecord(
        new NodeInfo(name, "1.0.0", List.of(NodeRole.RECEIVE, NodeRole.STORE), startedAt),
        List.of(new TopicLag(0, 0, null), new TopicLag(7, 12, NOW)));
  }

  @Test
  void what_a_node_says_arrives_as_it_was() {
    assertThat(NodeRecord.decoded(OTHER.encoded())).contains(OTHER);
  }

  @Test
  void what_newer_versions_say_besides_is_ignored() {
    byte[] newer =
        """
        {"name":"n","version":"9","roles":["dispatch","paint"],"startedAt":"2026-03-04T05:06:07Z","more":{}}
        """
            .getBytes(UTF_8);

    NodeInfo known = new NodeInfo("n", "9", List.of(NodeRole.DISPATCH), NOW);
    assertThat(NodeRecord.decoded(newer)).contains(new NodeRecord(known, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"startedAt\":7}",
        "{\"startedAt\":\"2026-03-04T05:06:07Z\",\"roles\":7}",
        "{\"startedAt\":\"2026-03-04T05:06:07Z\",\"roles\":[7]}",
        "{\"startedAt\":\"2026-03-04T05:06:07Z\",\"partitions\":[7]}"
      })
  void what_no_node_says_is_ignored(String record) {
    assertThat(NodeRecord.decoded(record.getBytes(UTF_8))).isEqualTo(Optional.empty());
  }

  @Test
  void this_node_is_listed_before_it_is_heard() {
    assertThat(heard.all(SELF))
        .singleElement()
        .matches(SeenNode::self)
        .matches(node -> !node.silent());
  }

  @Test
  void others_are_listed_eldest_first_and_with_what_they_store() {
    hear("o", OTHER, NOW);

    List<SeenNode> all = heard.all(SELF);
    assertThat(all).extracting(node -> node.info().name()).containsExactly("other", "self");
    assertThat(all).extracting(SeenNode::self).containsExactly(false, true);
    assertThat(all.get(0).partitions()).isEqualTo(OTHER.partitions());
    assertThat(all.get(0).seenAt()).isEqualTo(NOW);
  }

  @Test
  void one_is_silent_when_others_have_been_heard_for_a_while_and_forgotten_later() {
    hear("o", OTHER, NOW);
    hear("s", SELF, NOW.plusSeconds(15));
    assertThat(heard.all(SELF)).noneMatch(SeenNode::silent);

    hear("s", SELF, NOW.plusSeconds(16));
    assertThat(heard.all(SELF)).extracting(SeenNode::silent).containsExactly(true, false);

    hear("s", SELF, NOW.plus(Duration.ofMinutes(11)));
    assertThat(heard.all(SELF)).extracting(SeenNode::self).containsExactly(true);
  }

  @Test
  void one_that_has_stopped_is_not_listed() {
    hear("o", OTHER, NOW);
    hear("o", null, NOW.plusSeconds(1));

    assertThat(heard.all(SELF)).hasSize(1);
  }

  @Test
  void there_is_a_bound_to_how_many_are_remembered() {
    for (int i = 0; i < 1_500; i++) {
      hear("o" + i, OTHER, NOW.plusMillis(i));
    }

    assertThat(heard.all(SELF)).hasSize(1_001).noneMatch(node -> node.id().equals("o499"));
  }

  private void hear(String id, @Nullable NodeRecord said, Instant at) {
    heard.hear(
        new ConsumerRecord<>(
            "nodes",
            0,
            0,
            at.toEpochMilli(),
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            id,
            said == null ? null : said.encoded(),
            new RecordHeaders(),
            Optional.empty()));
  }
}
