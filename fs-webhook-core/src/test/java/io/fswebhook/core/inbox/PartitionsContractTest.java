package io.fswebhook.core.inbox;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.PartitionBatch.Routed;
import io.fswebhook.core.inbox.Receipt.Status;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Deliveries of a topic are stored with where it goes on. */
public abstract class PartitionsContractTest extends StoredFixture {

  private static final Partition FIRST = new Partition("topic", 0);
  private static final Partition SECOND = new Partition("topic", 1);

  @Test
  void a_new_partition_begins_at_its_start() {
    assertThat(done(inbox().position(FIRST))).isZero();
  }

  @Test
  void a_batch_is_stored_and_the_partition_goes_on_after_it() {
    done(inbox().position(FIRST));
    Routed first = routed("1");
    Routed second = routed("2");

    StoredBatch stored = store(FIRST, 0, 2, first, second);

    assertThat(stored.next()).isEqualTo(2);
    assertThat(stored.receipts())
        .containsExactly(
            new Receipt(first.id(), Status.STORED), new Receipt(second.id(), Status.STORED));
    reopen(RETENTION);
    assertThat(done(inbox().position(FIRST))).isEqualTo(2);
    assertThat(done(inbox().position(SECOND))).isZero();
    assertThat(claimAll("a"))
        .extracting(task -> task.delivery().id())
        .containsExactly(first.id(), second.id());
  }

  @Test
  void what_was_stored_before_is_not_stored_again() {
    done(inbox().position(FIRST));
    store(FIRST, 0, 1, routed("1"));

    StoredBatch again = store(FIRST, 0, 2, routed("1"), routed("2"));

    assertThat(again).isEqualTo(new StoredBatch(1, List.of()));
    assertThat(claimAll("a")).hasSize(1);
    assertThat(store(FIRST, 1, 2, routed("2")).next()).isEqualTo(2);
    assertThat(claimAll("a")).hasSize(1);
  }

  @Test
  void two_batches_of_the_same_place_are_stored_once_although_they_share_a_commit() {
    done(inbox().position(FIRST));
    var one = inbox().store(batch(FIRST, 0, 1, routed("1")), sink);
    var other = inbox().store(batch(FIRST, 0, 1, routed("2")), sink);

    assertThat(done(one).receipts()).hasSize(1);
    assertThat(done(other)).isEqualTo(new StoredBatch(1, List.of()));
    assertThat(claimAll("a")).hasSize(1);
  }

  @Test
  void duplicates_are_found_within_a_batch_and_after_it() {
    done(inbox().position(FIRST));
    Routed first = routed("1", segment("1"));

    assertThat(store(FIRST, 0, 2, first, routed("2", segment("1"))).receipts())
        .containsExactly(
            new Receipt(first.id(), Status.STORED), new Receipt(first.id(), Status.DUPLICATE));
    assertThat(store(FIRST, 2, 3, routed("3", segment("1"))).receipts())
        .containsExactly(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(claimAll("a")).hasSize(1);
  }

  @Test
  void a_batch_without_deliveries_moves_the_partition() {
    done(inbox().position(FIRST));

    assertThat(store(FIRST, 0, 7)).isEqualTo(new StoredBatch(7, List.of()));
    assertThat(done(inbox().position(FIRST))).isEqualTo(7);
  }

  @Test
  void another_topic_of_the_same_name_begins_at_its_start() {
    done(inbox().position(FIRST));
    store(FIRST, 0, 1, routed("1"));

    assertThat(done(inbox().position(new Partition("created again", 0)))).isZero();
  }

  @Test
  void the_consumer_group_stays_the_same() {
    String group = done(inbox().consumerGroup());
    reopen(RETENTION);

    assertThat(group).startsWith("fs-webhook-");
    assertThat(done(inbox().consumerGroup())).isEqualTo(group);
  }

  private StoredBatch store(Partition partition, long from, long next, Routed... deliveries) {
    return done(inbox().store(batch(partition, from, next, deliveries), sink));
  }

  private static PartitionBatch batch(
      Partition partition, long from, long next, Routed... deliveries) {
    return new PartitionBatch(partition, from, next, List.of(deliveries));
  }

  private Routed routed(String name) {
    return routed(name, note(name));
  }

  private Routed routed(String name, String body) {
    return new Routed(
        UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(),
        parsed("ORG1", body, now),
        List.of("a"));
  }
}
