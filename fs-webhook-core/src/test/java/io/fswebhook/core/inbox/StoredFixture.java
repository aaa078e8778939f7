package io.fswebhook.core.inbox;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.testing.Subscribers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An inbox, and what tests of its operations do with it. */
abstract class StoredFixture {

  static final Retention RETENTION = Retention.DEFAULT;

  final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  final MovableClock clock = MovableClock.at(now);
  final Sink sink = new Sink();

  private Inbox inbox;

  /** Notes of which handlers it was told that something is due. */
  static final class Sink implements TaskSink {

    final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Override
    public boolean offer(HandlerTask task) {
      return false;
    }

    @Override
    public void left(String handler) {
      told.add(handler);
    }
  }

  protected abstract Inbox open(Retention retention, Clock clock);

  /** Deletes what is old by now. */
  protected abstract CompletionStage<?> sweep(Inbox inbox);

  /** The first column of what a query finds, in its order. */
  protected abstract List<String> query(String sql);

  @BeforeEach
  void openInbox() {
    inbox = open(RETENTION, clock);
  }

  @AfterEach
  void closeInbox() {
    inbox.close();
  }

  void reopen(Retention retention) {
    inbox.close();
    inbox = open(retention, clock);
  }

  String store(String body, String... handlers) {
    return store("ORG1", body, now, handlers);
  }

  String store(String orgId, String body, Instant at, String... handlers) {
    ParsedRequest request = parsed(orgId, body, at);
    String id =
        done(inbox.store(request, Subscribers.of(inbox, request, List.of(handlers)), sink)).id();
    awaitTables();
    return id;
  }

  /** What is there now has been seen by a sweep, which is made every minute. */
  void sweepAfter(Duration time) {
    done(sweep(inbox));
    clock.advance(time);
    done(sweep(inbox));
  }

  /** What was stored and recorded before can be queried. */
  void awaitTables() {
    done(inbox.controls());
  }

  List<String> storeMany(int count) {
    List<CompletionStage<Receipt>> pending = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ParsedRequest request = parsed("ORG1", note("n" + i), now);
      pending.add(inbox.store(request, Subscribers.of(inbox, request, List.of("a")), sink));
    }
    List<String> ids = pending.stream().map(receipt -> done(receipt).id()).toList();
    awaitTables();
    return ids;
  }

  HandlerTask claim(String handler) {
    return done(inbox.claim(handler, 1)).tasks().get(0);
  }

  List<HandlerTask> claimAll(String handler) {
    return done(inbox.claim(handler, 10_000)).tasks();
  }

  void record(HandlerTask task, TaskState state) {
    record(task, state, state == TaskState.RETRYING ? Duration.ZERO : null);
  }

  void record(HandlerTask task, TaskState state, @Nullable Duration retryIn) {
    inbox.record(
        new Outcome(
            task,
            state,
            clock.instant(),
            Duration.ofMillis(5),
            retryIn,
            state == TaskState.SUCCEEDED ? null : "down"));
  }

  /** It gave up. */
  void die(HandlerTask task, String error) {
    inbox.record(
        new Outcome(task, TaskState.DEAD, clock.instant(), Duration.ofMillis(5), null, error));
  }

  TaskCount count(TaskFilter filter) {
    return done(inbox.operations().count(filter));
  }

  Replayed replay(TaskFilter filter) {
    return done(inbox.operations().replay(request(filter), sink).ended()).result();
  }

  long discard(TaskFilter filter) {
    return done(inbox.operations().discard(request(filter)).ended()).result();
  }

  static OperationRequest request(TaskFilter filter) {
    return new OperationRequest(filter, null, "ann", "operator");
  }

  /** Those that were handed over before, the youngest first. */
  List<Rejection> rejections(int limit) {
    return keptRejections(limit).stream().map(KeptRejection::rejection).toList();
  }

  List<KeptRejection> keptRejections(int limit) {
    done(inbox.controls()); // comes after them
    return inbox.reader().rejections(new RejectionQuery(null, null, limit)).items();
  }

  Inbox inbox() {
    return inbox;
  }

  static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
