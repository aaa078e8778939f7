package io.fswebhook.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.Backlog.Tasks;
import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.verify.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MoreAttentionTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final MovableClock clock = MovableClock.at(NOW);
  private final AlertLimits limits =
      new AlertLimits(
          Duration.ofHours(1), 5, Duration.ofDays(14), Duration.ofDays(1), Duration.ofHours(6));

  @Test
  void a_backlog_is_old_once_its_oldest_task_is_due_for_longer_than_the_limit() {
    Backlog backlog =
        new Backlog(
            Map.of("a", new Tasks(2, 1, 0), "b", new Tasks(1, 0, 0)),
            Map.of("a", NOW, "b", NOW.plusSeconds(60)));
    var find = new FindOldBacklog(() -> Optional.of(backlog), () -> limits, clock);

    clock.advance(Duration.ofHours(1));
    assertThat(find.get()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(find.get())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.subject()).isEqualTo("a");
              assertThat(each.count()).isEqualTo(3);
              assertThat(each.since()).isEqualTo(NOW);
            });
  }

  @Test
  void receipts_wait_too_long_once_the_oldest_of_a_partition_is_older_than_the_limit() {
    List<TopicLag> lags =
        List.of(
            new TopicLag(0, 5, NOW.plusSeconds(60)),
            new TopicLag(1, 2, NOW),
            new TopicLag(2, 0, null));
    var find = new FindOldReceipts(() -> lags, () -> limits, clock);

    clock.advance(Duration.ofHours(1));
    assertThat(find.get()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(find.get())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.kind()).isEqualTo(Kind.RECEIPTS_WAITING);
              assertThat(each.count()).isEqualTo(7);
              assertThat(each.since()).isEqualTo(NOW);
            });
  }

  @Test
  void a_rotation_is_not_finished_while_two_secrets_of_a_place_are_in_use() {
    var find =
        new FindOldSecrets(
            () ->
                List.of(
                    new SigningSecret("1", null, clock.instant()),
                    new SigningSecret("2", "ORG1", clock.instant()),
                    new SigningSecret("3", "ORG1", clock.instant()),
                    new SigningSecret("4", "ORG2", clock.instant()),
                    new SigningSecret("5", "ORG2", null)),
            () -> limits,
            clock);

    assertThat(find.get()).isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(find.get()).extracting(AttentionItem::subject).containsExactly("ORG1");
  }

  @Test
  void silence_is_found_and_ends_with_a_delivery_but_not_with_a_test() {
    WatchRequests requests = new WatchRequests(clock);
    Supplier<Stream<AttentionItem>> find = requests.attention(() -> limits);
    clock.advance(Duration.ofHours(6));

    assertThat(find.get()).extracting(AttentionItem::kind).containsExactly(Kind.NOTHING_RECEIVED);
    requests.stored("1", "x", null, true);
    assertThat(find.get()).hasSize(1);
    requests.stored("2", "x", null, false);
    assertThat(find.get()).isEmpty();
  }

  @Test
  void a_known_sender_with_a_wrong_signature_is_found_for_a_while_and_a_stranger_is_not() {
    WatchRequests requests = new WatchRequests(clock);
    Supplier<Stream<AttentionItem>> find = requests.attention(() -> limits);
    requests.wronglySigned("ORG1");
    assertThat(find.get()).isEmpty();

    requests.known(List.of("ORG1"));
    requests.stored("1", "x", "ORG2", false);
    requests.wronglySigned("ORG1");
    requests.wronglySigned("ORG2");
    assertThat(find.get())
        .extracting(AttentionItem::subject)
        .containsExactlyInAnyOrder("ORG1", "ORG2");
    clock.advance(Duration.ofMinutes(10));
    assertThat(find.get()).isEmpty();
  }
}
