package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.raw;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static io.fswebhook.core.testing.SignedRequests.traced;

import io.fswebhook.core.inbox.PartitionBatch.Routed;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.testing.StreamRequests;
import io.fswebhook.core.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts something of everything that a receiver stores into an empty inbox. */
final class FillInbox {

  /** The handler whose tasks have an order. */
  static final String ORDERED = "ordered";

  /** Of which one record is stored. */
  static final Partition PARTITION = new Partition("topic", 3);

  private static final Duration SHORT = Duration.ofMillis(5);
  private static final TargetResponse DOWN = new TargetResponse(503, "try later ä");

  private final Inbox inbox;
  private final Instant now;

  /**
   * An empty one.
   *
   * @param now when all of it is signed and received
   */
  FillInbox(Inbox inbox, Instant now) {
    this.inbox = inbox;
    this.now = now;
  }

  void fill() {
    inbox.subscribe(Map.of("a", Set.of(), ORDERED, Set.of("note.created")), Map.of(), Set.of());
    fillTasks();
    fillOrder();
    fillOperations();
    fillTopic();
    fillAlerts();
    fillRest();
    keepClaimed();
  }

  /** With every outcome. */
  private void fillTasks() {
    store(parsed("ORG1", note("succeeded"), now), "a");
    end(claim("a"), TaskState.SUCCEEDED, new TargetResponse(204, null));
    store(parsed("ORG1", note("retrying"), now), "a");
    end(claim("a"), TaskState.RETRYING, DOWN);
    store(parsed("ORG1", note("dead"), now), "b");
    retry("b");
    end(claim("b"), TaskState.DEAD, DOWN);
    store(parsed("ORG1", note("unmatched"), now), "b");
    end(claim("b"), TaskState.DISCARDED, null);
    store(StreamRequests.parsed("orders", "[1,null,\"ä😀\"]", now), "a");
    store(parsed(traced(raw("ORG2", note("traced"), now), trace())), "a", "gone");
    store(parsed("ORG1", segment("timed"), now), "a");
    store(parsed("ORG1", segment("timed"), now.plusSeconds(60)), "a"); // a duplicate, signed again
    String answers = new FilterAnswers(List.of("b"), List.of("a")).stored();
    store(
        parsed("ORG1", note("x".repeat(2_000)), now).with("/data/id: too long").answered(answers),
        "a");
  }

  private static TraceContext trace() {
    return new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b");
  }

  private void fillOrder() {
    String answers = new FilterAnswers(List.of(), List.of(), Map.of(ORDERED, 7L)).stored();
    for (int i = 0; i < 4; i++) {
      store(parsed("ORG1", note("ordered" + i), now).answered(answers), ORDERED);
    }
    HandlerTask first = done(inbox.claimInOrder(ORDERED, 1, false)).tasks().get(0);
    end(first, TaskState.DEAD, null);
  }

  private void fillOperations() {
    InboxOperations operations = inbox.operations();
    String replayed = store(parsed("ORG1", note("replayed"), now), "c");
    end(claim("c"), TaskState.DEAD, null);
    done(operations.replay(request(ALL.ofDelivery(replayed)), task -> false).ended());
    retry("c");
    String discarded = store(parsed("ORG1", note("discarded"), now), "d");
    end(claim("d"), TaskState.DEAD, null);
    done(operations.discard(request(ALL.ofDelivery(discarded))).ended());
    String deleted = store(parsed("ORG1", note("deleted"), now), "d");
    done(operations.delete(request(ALL.ofDelivery(deleted))).ended());
    done(operations.audit(new AuditRecord("ann", "operator", "replay", replayed, "one")));
  }

  private static OperationRequest request(TaskFilter filter) {
    return new OperationRequest(filter, null, "ann", "operator");
  }

  /** As a node that stores what Kafka has. */
  private void fillTopic() {
    done(inbox.position(PARTITION));
    Routed first =
        new Routed(UUID.randomUUID().toString(), parsed("ORG1", note("routed"), now), List.of("a"));
    done(inbox.store(new PartitionBatch(PARTITION, 0, 1, List.of(first)), task -> false));
    done(inbox.consumerGroup());
  }

  private void fillAlerts() {
    InboxAlerts alerts = inbox.alerts();
    SeenAlert gone = new SeenAlert("circuit-open", "a", "bad", "It is.", null, Duration.ZERO);
    SeenAlert open = new SeenAlert("dead-letters", null, "warn", "It is.", 3L, Duration.ZERO);
    KeptAlert told = done(alerts.record(List.of(gone), null)).alerts().get(0);
    AlertClaim claim = new AlertClaim(told, "chat", AlertNotice.Step.OPENED, null);
    done(alerts.claim(claim));
    alerts.delivered(claim);
    done(alerts.record(List.of(), Duration.ofSeconds(-1)));
    for (KeptAlert each : done(alerts.record(List.of(open), null)).alerts()) {
      done(alerts.acknowledge(each.id(), "ben", "known"));
    }
  }

  private void fillRest() {
    done(inbox.pause("b", true));
    done(inbox.permits("a", Duration.ofMillis(100), 1));
    inbox
        .operations()
        .keep(
            List.of(
                new Rejection(
                        now,
                        "192.0.2.1",
                        "wrong",
                        "no",
                        "o:ORG1",
                        3,
                        new byte[] {1},
                        0,
                        "v",
                        List.of())
                    .with(2, List.of(new Finding("other-secret", true, "Set the secret.")))),
            100);
    done(
        inbox
            .operations()
            .keepActivity(
                1,
                List.of(new ActivityStep(now, 5, 1, 1, 2, 3, 1, 4L)),
                List.of(new HandlerStep("a", now, 1, 1, 1, SHORT, SHORT))));
  }

  /** As when the process is killed. */
  private void keepClaimed() {
    store(parsed("ORG1", note("claimed"), now), "e");
    claim("e");
  }

  String store(ParsedRequest request, String... handlers) {
    String id = done(inbox.store(request, List.of(handlers), task -> false)).id();
    done(inbox.controls()); // comes after it: now it can be claimed
    return id;
  }

  private HandlerTask claim(String handler) {
    return done(inbox.claim(handler, 1)).tasks().get(0);
  }

  /** Due at once. */
  private void retry(String handler) {
    inbox.record(
        new Outcome(claim(handler), TaskState.RETRYING, now, SHORT, Duration.ZERO, "down", DOWN));
  }

  private void end(HandlerTask task, TaskState state, @Nullable TargetResponse response) {
    Duration retryIn = state == TaskState.RETRYING ? Duration.ofHours(1) : null;
    String error = state == TaskState.SUCCEEDED ? null : "it is down";
    inbox.record(new Outcome(task, state, now, SHORT, retryIn, error, response));
  }

  static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
