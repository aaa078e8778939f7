package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.RetryPolicy;
import io.fswebhook.core.testing.OpenInboxes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dispatcher with an inbox on disk, and what tests ask of both. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class DispatchFixture {

  static final RetryPolicy FAST =
      new RetryPolicy(Duration.ofMillis(10), 1, Duration.ofSeconds(1), 0);

  static final BreakerSettings NO_BREAKER =
      new BreakerSettings(false, 10, 100, Duration.ofSeconds(30));

  @TempDir Path folder;
  SqliteInbox inbox;
  final Queue<Delivery> seen = new ConcurrentLinkedQueue<>();
  private final List<Dispatcher> dispatchers = new ArrayList<>();

  @BeforeEach
  void openInbox() {
    inbox =
        OpenInboxes.sqlite(new InboxSettings(file(), true, Retention.DEFAULT), clocks().steady());
  }

  @AfterEach
  void close() {
    dispatchers.forEach(Dispatcher::close);
    inbox.close();
  }

  Clocks clocks() {
    return new Clocks(Clock.systemUTC(), Clock.systemUTC());
  }

  static ActiveHandler handler(String name, EventHandler handler) {
    return handler(name, handler, settings(4, 20, 12));
  }

  static ActiveHandler handler(String name, EventHandler handler, AttemptSettings settings) {
    return new ActiveHandler(
        name,
        Set.of(),
        handler,
        new HandlerSettings(true, settings, key -> Optional.empty(), Map.of(), Set.of()));
  }

  /** Suspended at twice as many stuck threads as its concurrency, and without a breaker. */
  static AttemptSettings settings(int concurrency, double seconds, int maxAttempts) {
    return new AttemptSettings(
        concurrency,
        Duration.ofMillis(Math.round(seconds * 1000)),
        2 * concurrency,
        maxAttempts,
        FAST,
        NO_BREAKER,
        null);
  }

  Dispatcher start(ActiveHandler... handlers) {
    return start(ReceiverObserver.NONE, inbox, handlers);
  }

  Dispatcher start(ReceiverObserver observer, Inbox inbox, ActiveHandler... handlers) {
    return start(new Dispatcher(inbox, observer, AttemptTracer.NONE, clocks()), handlers);
  }

  Dispatcher start(Dispatcher dispatcher, ActiveHandler... handlers) {
    dispatchers.add(dispatcher);
    Arrays.stream(handlers).forEach(dispatcher::put);
    dispatcher.start();
    return dispatcher;
  }

  /** A delivery for all the handlers that the dispatcher has. */
  String receive(Dispatcher dispatcher, String noteId) {
    return receive(
        dispatcher, noteId, dispatcher.statuses().stream().map(HandlerStatus::name).toList());
  }

  String receive(Dispatcher dispatcher, String noteId, List<String> handlers) {
    String id =
        done(inbox.store(
                parsed("ORG1", note(noteId), clocks().wall().instant()), handlers, dispatcher))
            .id();
    awaitHandedOver();
    return id;
  }

  /** What was received and recorded before is in the inbox, and was offered. */
  private void awaitHandedOver() {
    done(inbox.controls());
  }

  /** As {@link #receive}, many at once: they share commits. */
  List<String> receiveMany(Dispatcher dispatcher, int count) {
    List<String> handlers = dispatcher.statuses().stream().map(HandlerStatus::name).toList();
    List<CompletionStage<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      receipts.add(
          inbox.store(
              parsed("ORG1", note("many" + i), clocks().wall().instant()), handlers, dispatcher));
    }
    List<String> ids = receipts.stream().map(receipt -> done(receipt).id()).toList();
    awaitHandedOver();
    return ids;
  }

  /** Long enough for a slow machine under load. */
  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO);
  }

  /** Until no claim is in progress and new tasks of handler {@code a} are taken. */
  static void awaitIdle(Dispatcher dispatcher) {
    await().until(() -> dispatcher.room("a") > 0);
  }

  static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  static HandlerStatus status(Dispatcher dispatcher, String handler) {
    return dispatcher.statuses().stream()
        .filter(status -> status.name().equals(handler))
        .findFirst()
        .orElseThrow();
  }

  static HandlerState stateOf(Dispatcher dispatcher, String handler) {
    return status(dispatcher, handler).state();
  }

  Path file() {
    return folder.resolve("inbox.db");
  }

  /** How far a task is, and after how many attempts. */
  String task(String id, String handler) {
    return query(
        "SELECT state || ' ' || attempts FROM task h JOIN delivery d ON d.seq = h.delivery_seq"
            + " WHERE d.id = '"
            + id
            + "' AND handler = '"
            + handler
            + "'");
  }

  String attempts(String id) {
    return query(
        "SELECT group_concat(outcome || ' ' || coalesce(error, '-') || '|', '') FROM attempt a"
            + " JOIN delivery d ON d.seq = a.delivery_seq WHERE d.id = '"
            + id
            + "'");
  }

  int succeeded() {
    return count("state = 'succeeded'");
  }

  int count(String which) {
    return Integer.parseInt(query("SELECT count(*) FROM task WHERE " + which));
  }

  void execute(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  String query(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : "";
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
