package io.fswebhook.core;

import static io.fswebhook.core.testing.SignedRequests.SECRET;
import static io.fswebhook.core.testing.SignedRequests.VERIFY;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.raw;
import static io.fswebhook.core.testing.SignedRequests.receivedBy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.RejectionQuery;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverOperationsTest {

  private static final int MOST = 40;
  private static final long FLOOD_NANOS = Duration.ofSeconds(2).toNanos();

  @TempDir private Path folder;
  private Receiver receiver;
  private int number;

  @BeforeEach
  void open() {
    receiver = open(MOST);
  }

  private Receiver open(int most) {
    return Receiver.open(
        new ReceiverSettings(
            VERIFY,
            Map.of(),
            Map.of(),
            new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT),
            new PluginSettings(
                folder.resolve("plugins"),
                Duration.ofSeconds(5),
                List.of(),
                folder.resolve("work"),
                folder.resolve("copies")),
            handler -> {
              throw new IllegalArgumentException("there is no handler " + handler);
            },
            new RejectionSettings(most, false)),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void a_delivery_is_replayed_to_a_handler_that_never_had_it() throws Exception {
    String id = receivedBy(receiver, note("1"));
    TaskFilter one = TaskFilter.ALL.ofDelivery(id);
    Operations operations = receiver.operations();
    assertThat(done(operations.replayToSubscribersAnd(one, Set.of()))).isEqualTo(Replayed.NOTHING);

    assertThat(done(operations.replayTo(one, Set.of("later")))).isEqualTo(new Replayed(1, 0));

    OperationRequest request = new OperationRequest(one, null, "ann", "operator");
    assertThat(done(operations.replay(request).ended()).result())
        .isEqualTo(Replayed.NOTHING); // it waits already
    assertThat(done(operations.discard(request).ended()).result()).isZero();
    assertThat(done(operations.count(one)))
        .isEqualTo(new TaskCount(1, Map.of(TaskState.PENDING, 1L)));
  }

  @Test
  void a_signature_from_a_time_that_was_forgotten_is_refused_however_valid_by_the_clock()
      throws Exception {
    Instant now = Instant.now();
    done(receiver.receive(raw("ORG1", note("1"), now)));
    receiver.close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("inbox.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO retention_clock (id, kept_time, clock_time, unconfirmed, forgotten_up_to)"
              + " VALUES (1, 0, 0, 0, "
              + now.getEpochSecond()
              + ")"); // as if it was deleted later, and the clock was set back
    }
    receiver = open(MOST);

    assertThatThrownBy(() -> receiver.receive(raw("ORG1", note("2"), now)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("was this machine's clock set back");
    assertThat(done(receiver.receive(raw("ORG1", note("2"), now.plusSeconds(1)))).status())
        .isEqualTo(Receipt.Status.STORED);
  }

  @Test
  void a_wrong_secret_can_be_seen_for_what_it_is() {
    String body = note("1");
    reject(signedBy("another secret", body));
    reject(new RawRequest(name -> List.of(), body.getBytes(UTF_8), Instant.now(), "10.0.0.2"));
    reject(raw("ORG1", "[]", Instant.now()));

    await().until(() -> rejections().size() == 3);

    assertThat(rejections())
        .extracting(Rejection::reason)
        .containsExactlyInAnyOrder("mismatch", "missing", "malformed-payload");
    Rejection wrong = rejection("mismatch");
    assertThat(wrong.address()).isEqualTo("10.0.0.1");
    assertThat(wrong.size()).isEqualTo(body.length());
    assertThat(wrong.header())
        .startsWith("Fullstory-Signature: o:ORG1,t:")
        .containsPattern(",v:.{6}…\\[44 characters]$");
    assertThat(wrong.bodyStart()).isNull();
    assertThat(rejection("malformed-payload").detail()).contains("$");
  }

  @Test
  void how_much_happened_is_known_after_a_restart() throws Exception {
    Instant began = Instant.now();
    RawRequest request = raw("ORG1", note("1"), began);
    done(receiver.receive(request));
    done(receiver.receive(request));
    reject(signedBy("another secret", note("1")));
    reject(raw("ORG1", "[]", began));

    receiver.close();
    receiver = open(MOST);
    done(receiver.receive(raw("ORG1", note("2"), Instant.now())));

    await().atMost(Duration.ofMinutes(1)).until(() -> happened(began, ActivityStep::received) == 2);
    assertThat(happened(began, ActivityStep::duplicates)).isEqualTo(1);
    assertThat(happened(began, ActivityStep::rejected)).isEqualTo(2);
  }

  private long happened(Instant from, ToLongFunction<ActivityStep> what) {
    return receiver.reader().activity(from, Instant.now(), Duration.ofMinutes(1)).stream()
        .mapToLong(what)
        .sum();
  }

  /** Reports how many receipts there are without a flood, and with one that is recorded or not. */
  @Test
  void a_flood_of_rejected_requests_is_bounded_and_receipts_go_on() throws Exception {
    receiveInFlood(); // to warm up
    long without = receiveFor(FLOOD_NANOS);
    Flood recorded = receiveInFlood();

    await().until(() -> rejections().stream().anyMatch(rejection -> rejection.leftOut() > 0));
    assertThat(rejections()).hasSizeLessThanOrEqualTo(MOST);
    assertThat(recorded.receipts()).isPositive();
    receiver.close();
    receiver = open(0);
    int kept = rejections().size();
    assertThat(kept).isLessThanOrEqualTo(MOST);
    Flood unrecorded = receiveInFlood();
    assertThat(rejections()).hasSize(kept);
    System.out.printf(
        "MEASURED flood: %d receipts without, %d with %d rejections from another thread in the same"
            + " time, %d with %d that are not recorded; %d stored%n",
        without,
        recorded.receipts(),
        recorded.rejected(),
        unrecorded.receipts(),
        unrecorded.rejected(),
        kept);
  }

  /** What was done in the same time. */
  private record Flood(long receipts, long rejected) {}

  private Flood receiveInFlood() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong rejected = new AtomicLong();
    Thread flood =
        new Thread(
            () -> {
              RawRequest wrong = signedBy("another secret", note("1"));
              while (!over.get()) {
                reject(wrong);
                rejected.incrementAndGet();
              }
            });
    flood.start();
    long receipts = receiveFor(FLOOD_NANOS);
    over.set(true);
    flood.join();
    return new Flood(receipts, rejected.get());
  }

  /** Up to 32 at a time. */
  private long receiveFor(long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    long count = 0;
    while (System.nanoTime() < end) {
      CompletionStage<?>[] pending = new CompletionStage<?>[32];
      for (int i = 0; i < pending.length; i++) {
        number++;
        pending[i] = receiver.receive(raw("ORG1", note("n" + number), Instant.now()));
      }
      for (CompletionStage<?> receipt : pending) {
        done(receipt);
        count++;
      }
    }
    return count;
  }

  private void reject(RawRequest request) {
    try {
      receiver.receive(request);
      fail("it was not rejected");
    } catch (RefusedException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }

  private static RawRequest signedBy(String secret, String body) {
    assertThat(secret).isNotEqualTo(SECRET);
    Instant now = Instant.now();
    byte[] bytes = body.getBytes(UTF_8);
    String signature = new WebhookSigner(secret, "ORG1").sign(bytes, now);
    return new RawRequest(
        name -> name.equals(WebhookSigner.HEADER) ? List.of(signature) : List.of(),
        bytes,
        now,
        "10.0.0.1");
  }

  private Rejection rejection(String reason) {
    return rejections().stream()
        .filter(rejection -> rejection.reason().equals(reason))
        .findFirst()
        .orElseThrow();
  }

  private List<Rejection> rejections() {
    return receiver.reader().rejections(new RejectionQuery(null, null, 200)).items().stream()
        .map(KeptRejection::rejection)
        .toList();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
