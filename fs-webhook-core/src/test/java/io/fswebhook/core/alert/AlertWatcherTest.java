package io.fswebhook.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.alert.AlertWatcher.Watched;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.AlertClaim;
import io.fswebhook.core.inbox.AlertQuery;
import io.fswebhook.core.inbox.AlertsNow;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxAlerts;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.SeenAlert;
import io.fswebhook.core.testing.OpenInboxes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertWatcherTest {

  private static final AttentionItem DEAD = item(Kind.DEAD_LETTERS, null);
  private static final AttentionItem CIRCUIT = item(Kind.CIRCUIT_OPEN, "a");
  private static final AttentionItem OUTAGE = item(Kind.INBOX_UNAVAILABLE, null);

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-01T10:00:00Z"));
  private final List<AttentionItem> attention = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Target chat = new Target("chat");
  private boolean available = true;

  @TempDir private Path folder;
  private Inbox inbox;

  @BeforeEach
  void openInbox() {
    inbox =
        OpenInboxes.sqlite(
            new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT), clock);
  }

  @AfterEach
  void closeAll() {
    nodes.forEach(Node::close);
    inbox.close();
  }

  @Test
  void an_alert_is_told_once_when_it_opens_and_once_when_it_is_resolved() {
    Node node = node(chat);
    attention.add(DEAD);
    node.look(3);
    chat.awaitTold("opened dead-letters null");

    attention.clear();
    node.lookFor(Duration.ofSeconds(60));
    chat.awaitTold("opened dead-letters null", "resolved dead-letters null");
    assertThat(stored()).extracting(KeptAlert::isOpen).containsExactly(false);
  }

  @Test
  void what_comes_and_goes_is_one_alert() {
    Node node = node(chat);
    for (int i = 0; i < 6; i++) {
      attention.add(DEAD);
      node.lookFor(Duration.ofSeconds(10));
      attention.clear();
      node.lookFor(Duration.ofSeconds(10));
    }

    assertThat(stored()).hasSize(1);
    chat.awaitTold("opened dead-letters null");
  }

  @Test
  void a_circuit_that_closes_at_its_first_trial_is_no_alert() {
    Node node = node(chat);
    attention.add(CIRCUIT);
    node.lookFor(Duration.ofSeconds(6));
    attention.clear();
    node.lookFor(Duration.ofSeconds(6));
    assertThat(stored()).isEmpty();

    attention.add(CIRCUIT);
    node.lookFor(Duration.ofSeconds(12));
    assertThat(stored()).hasSize(1);
    chat.awaitTold("opened circuit-open a");
  }

  @Test
  void a_group_is_left_alone_for_the_interval() {
    chat.interval = Duration.ofMinutes(10);
    Node node = node(chat);
    for (int i = 0; i < 2; i++) {
      attention.add(DEAD);
      node.lookFor(Duration.ofSeconds(10));
      attention.clear();
      node.lookFor(Duration.ofSeconds(60));
    }
    chat.awaitTold("opened dead-letters null", "resolved dead-letters null");
    assertThat(stored()).hasSize(2);

    attention.add(DEAD);
    clock.advance(Duration.ofMinutes(10));
    node.look(3);
    chat.awaitTold(
        "opened dead-letters null", "resolved dead-letters null", "opened dead-letters null");
  }

  @Test
  void what_stays_open_is_reminded_of_until_it_is_acknowledged() {
    chat.reminder = Duration.ofHours(1);
    Node node = node(chat);
    attention.add(DEAD);
    node.look(3);
    chat.awaitTold("opened dead-letters null");
    clock.advance(Duration.ofHours(1));
    node.look(3);
    chat.awaitTold("opened dead-letters null", "reminded dead-letters null");

    inbox.alerts().acknowledge(stored().get(0).id(), "ann", null).toCompletableFuture().join();
    node.watcher.refresh();
    clock.advance(Duration.ofHours(2));
    node.look(3);
    assertThat(node.watcher.of(DEAD).orElseThrow().acknowledged()).isNotNull();
    chat.awaitTold("opened dead-letters null", "reminded dead-letters null");
  }

  @Test
  void several_nodes_tell_a_target_once() {
    Node first = node(chat);
    Node second = node(chat);
    attention.add(DEAD);
    first.look(2);
    second.look(2);
    first.look(2);

    chat.awaitTold("opened dead-letters null");
    attention.clear();
    for (int i = 0; i < 40; i++) {
      first.look(1);
      second.look(1);
    }
    chat.awaitTold("opened dead-letters null", "resolved dead-letters null");
    assertThat(stored()).hasSize(1);
  }

  @Test
  void an_outage_of_the_inbox_is_told_although_nothing_can_be_stored() {
    Node node = node(chat);
    available = false;
    attention.add(OUTAGE);
    node.lookFor(Duration.ofSeconds(20));
    chat.awaitTold("opened inbox-unavailable null");
    assertThat(stored()).isEmpty();

    available = true;
    attention.clear();
    node.lookFor(Duration.ofSeconds(90));
    chat.awaitTold("opened inbox-unavailable null", "resolved inbox-unavailable null");
    assertThat(stored())
        .singleElement()
        .satisfies(
            alert ->
                assertThat(Duration.between(alert.openedAt(), alert.seenAt()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(18)));
  }

  @Test
  void nothing_is_resolved_right_after_a_start() {
    Node before = node(chat);
    attention.add(DEAD);
    before.look(3);
    attention.clear(); // not counted yet
    clock.advance(Duration.ofHours(1));

    Node after = node(chat);
    after.lookFor(Duration.ofSeconds(20));
    assertThat(stored()).extracting(KeptAlert::isOpen).containsExactly(true);
  }

  @Test
  void a_target_that_hangs_holds_nothing_up() {
    Target hanging = new Target("hanging");
    hanging.hangs = new CountDownLatch(1);
    Node node = node(hanging, chat);
    attention.add(DEAD);
    node.look(3);

    chat.awaitTold("opened dead-letters null");
    hanging.hangs.countDown();
    hanging.awaitTold("opened dead-letters null");
  }

  @Test
  void a_target_that_fails_is_an_alert_of_which_only_the_others_are_told() {
    Target broken = new Target("broken");
    broken.fails = true;
    Node node = node(broken, chat);
    attention.add(DEAD);
    node.look(3);
    await().until(() -> node.sender.failing().count() == 1);

    attention.addAll(node.sender.failing().toList());
    node.look(3);
    chat.awaitTold("opened dead-letters null", "opened alert-target-failing broken");

    broken.fails = false;
    clock.advance(DueNotices.CLAIM);
    node.look(3);
    broken.awaitTold("opened dead-letters null"); // although it took long
    await().until(() -> node.sender.failing().findAny().isEmpty());
  }

  @Test
  void a_target_is_closed_when_it_is_replaced_or_removed() {
    Target other = new Target("chat");
    Node node = node(chat);
    assertThat(chat.closed).isFalse();

    node.sender.use(List.of(other));
    assertThat(chat.closed).isTrue();
    assertThat(other.closed).isFalse();
    attention.add(DEAD);
    node.look(3);
    other.awaitTold("opened dead-letters null");

    node.sender.use(List.of());
    assertThat(other.closed).isTrue();
  }

  private List<KeptAlert> stored() {
    return inbox.reader().alerts(new AlertQuery(null, null, null, null, 100)).items();
  }

  private static AttentionItem item(Kind kind, @Nullable String subject) {
    return new AttentionItem(kind, Severity.BAD, subject, "It is bad.", null, null);
  }

  private Node node(Target... targets) {
    Node node = new Node(targets);
    nodes.add(node);
    return node;
  }

  /** A watcher whose looks are made by the test. */
  private final class Node {

    final SendAlerts sender =
        new SendAlerts(clock, List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    final AlertWatcher watcher;

    Node(Target... targets) {
      sender.use(List.of(targets));
      watcher =
          new AlertWatcher(
              new Watched(
                  () -> List.copyOf(attention), () -> available, new Switched(inbox.alerts())),
              sender,
              clock,
              clock);
    }

    void look(int times) {
      for (int i = 0; i < times; i++) {
        watcher.look();
        inbox.controls().toCompletableFuture().join(); // the record is written
        inbox.controls().toCompletableFuture().join(); // and its claims are
        clock.advance(Duration.ofSeconds(2));
      }
    }

    void lookFor(Duration time) {
      look((int) (time.toSeconds() / 2));
    }

    void close() {
      watcher.close();
    }
  }

  /** Fails while the inbox is unavailable. */
  private final class Switched implements InboxAlerts {

    private final InboxAlerts to;

    Switched(InboxAlerts to) {
      this.to = to;
    }

    @Override
    public CompletionStage<AlertsNow> record(List<SeenAlert> seen, @Nullable Duration unseen) {
      return available
          ? to.record(seen, unseen)
          : CompletableFuture.failedFuture(new InboxUnavailableException("down"));
    }

    @Override
    public CompletionStage<Boolean> claim(AlertClaim claim) {
      return to.claim(claim);
    }

    @Override
    public void delivered(AlertClaim claim) {
      to.delivered(claim);
    }

    @Override
    public CompletionStage<Boolean> acknowledge(long id, String by, @Nullable String note) {
      return to.acknowledge(id, by, note);
    }
  }

  /** Notes what it is told. */
  private static final class Target implements AlertTarget {

    final Queue<String> told = new ConcurrentLinkedQueue<>();
    final String name;
    Duration interval = Duration.ZERO;
    @Nullable Duration reminder;
    volatile boolean fails;
    volatile boolean closed;
    volatile @Nullable CountDownLatch hangs;

    Target(String name) {
      this.name = name;
    }

    void awaitTold(String... messages) {
      await().untilAsserted(() -> assertThat(told).containsExactly(messages));
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean takes(Kind kind) {
      return true;
    }

    @Override
    public Duration interval() {
      return interval;
    }

    @Override
    public @Nullable Duration reminder() {
      return reminder;
    }

    @Override
    public void send(AlertMessage message) throws Exception {
      CountDownLatch latch = hangs;
      if (latch != null && !latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let it go");
      }
      if (fails) {
        throw new IllegalStateException("HTTP 500");
      }
      told.add(message.step().code() + " " + message.kind().code() + " " + message.subject());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
