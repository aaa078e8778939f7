package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.parsed;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.Subscribers;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of several inboxes on one database, with a way to it that can be cut. */
final class TestNode implements AutoCloseable, ReceiverObserver {

  /** What is stored is left in the inbox. */
  static final TaskSink NO_ROOM =
      new TaskSink() {
        @Override
        public boolean offer(HandlerTask task) {
          return false;
        }

        @Override
        public int room(String handler) {
          return 0;
        }
      };

  final Queue<String> staleOutcomes = new ConcurrentLinkedQueue<>();
  private final CutSource source;
  private final PostgresInbox inbox;

  TestNode(TestPostgres postgres, Duration lease, Clock clock) {
    this.source = new CutSource(postgres.url());
    InboxLimits limits = new InboxLimits(10_000, 64L << 20, Duration.ofSeconds(10), lease);
    this.inbox =
        OpenInboxes.postgres(
            new InboxSettings(
                new InboxPlace.Source(source, "test"), true, Retention.DEFAULT, limits),
            this,
            clock);
  }

  @Override
  public void staleOutcome(String handler) {
    staleOutcomes.add(handler);
  }

  PostgresInbox inbox() {
    return inbox;
  }

  void cut() throws SQLException {
    source.cut();
  }

  void mend() {
    source.mend();
  }

  CompletableFuture<Receipt> storing(String body, Instant signedAt, String... handlers) {
    ParsedRequest request = parsed("ORG1", body, signedAt);
    return inbox
        .store(request, Subscribers.of(inbox, request, List.of(handlers)), NO_ROOM)
        .toCompletableFuture();
  }

  Receipt store(String body, String... handlers) {
    return done(storing(body, Instant.now(), handlers));
  }

  Claim claim(String handler) {
    return done(inbox.claim(handler, 100));
  }

  CompletableFuture<Permits> permits(String handler, Duration interval, int wanted) {
    return inbox.permits(handler, interval, wanted).toCompletableFuture();
  }

  /** Nothing can be claimed while the way to the database is cut, nor right after. */
  List<HandlerTask> claimIfAvailable(String handler) {
    return inbox
        .claim(handler, 100)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .handle(
            (@Nullable Claim claim, @Nullable Throwable failure) ->
                claim == null ? List.<HandlerTask>of() : claim.tasks())
        .join();
  }

  void record(HandlerTask task, TaskState state) {
    Duration retryIn = state == TaskState.RETRYING ? Duration.ofHours(1) : null;
    inbox.record(new Outcome(task, state, Instant.now(), Duration.ofMillis(5), retryIn, "said so"));
  }

  static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    inbox.close();
  }
}
