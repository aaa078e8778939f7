package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.FillInbox.done;
import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.inbox.Receipt.Status;
import io.fswebhook.core.testing.Released;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This version goes on with what any released version left behind when it was killed: it migrates
 * the tables, loses and changes nothing, and handles the rest.
 */
public abstract class ReleasedInboxContractTest {

  private static final String RELEASED = "io.fswebhook.core.testing.Released#versions";

  /** Those that a start does not change. */
  private static final List<String> TABLES =
      List.of(
          "delivery",
          "task",
          "attempt",
          "subscription",
          "spent_signature",
          "handler_control",
          "handler_rate",
          "rejection",
          "activity",
          "handler_activity",
          "audit",
          "alert",
          "alert_notice",
          "operation",
          "topic_position",
          "consumer_group");

  /** Who holds a task is for the life of a node. */
  private static final String HOLDER = "claimed_by";

  /** Makes a copy of what was left. */
  protected abstract void copy(Path released) throws Exception;

  /** The copy, or an empty one without it. */
  protected abstract Inbox open(Clock clock);

  protected abstract Connection look() throws SQLException;

  /** How many deliveries of the copy are in no table yet. */
  protected abstract int onlyLogged();

  /** Keeps what a kill would leave after the last deliveries were stored. */
  protected abstract void keep(Path released, Runnable storeLast) throws Exception;

  @Test
  @Tag("release") // run by who makes one
  void the_inbox_of_this_version_is_kept_for_later_ones() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (Inbox inbox = open(MovableClock.at(now))) {
      FillInbox full = new FillInbox(inbox, now);
      full.fill();
      keep(
          Released.folder(System.getProperty("released.write")),
          () -> {
            for (int i = 0; i < 3; i++) {
              done(inbox.store(parsed("ORG1", note("last" + i), now), List.of("a"), task -> false));
            }
          });
    }
  }

  @ParameterizedTest
  @MethodSource(RELEASED)
  void nothing_is_lost_or_changed(Path released) throws Exception {
    copy(released);
    Map<String, List<String>> columns = columns();
    Map<String, List<List<String>>> before = rows(columns);
    assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

    open(clock()).close();

    Map<String, List<List<String>>> after = rows(columns);
    TABLES.forEach(table -> assertThat(after.get(table)).containsAll(before.get(table)));
    for (String table : List.of("delivery", "task")) {
      int migrated = requireNonNull(before.get(table)).size();
      assertThat(after.get(table)).hasSize(migrated + onlyLogged());
    }
  }

  @ParameterizedTest
  @MethodSource(RELEASED)
  void what_is_left_is_handled_and_what_is_dead_can_be_replayed(Path released) throws Exception {
    copy(released);
    try (Inbox inbox = open(clock())) {
      await()
          .atMost(1, TimeUnit.MINUTES)
          .untilAsserted(
              () -> {
                handleAll(inbox);
                assertThat(values("SELECT handler FROM task WHERE due_at IS NOT NULL")).isEmpty();
              });
      long dead = values("SELECT handler FROM task WHERE state = 'dead'").size();
      assertThat(dead).isPositive();

      OperationRequest replay =
          new OperationRequest(ALL.inState(TaskState.DEAD), null, "ann", "operator");
      assertThat(done(inbox.operations().replay(replay, task -> false).ended()).result())
          .isEqualTo(new Replayed(dead, 0));
      handleAll(inbox);
      assertThat(values("SELECT handler FROM task WHERE state NOT IN ('succeeded', 'discarded')"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(RELEASED)
  void replays_are_still_found_and_new_deliveries_stored(Path released) throws Exception {
    copy(released);
    Instant then = signed();
    try (Inbox inbox = open(clock())) {
      assertThat(store(inbox, note("succeeded"), then)).isEqualTo(Status.DUPLICATE);
      assertThat(store(inbox, note("deleted"), then)).isEqualTo(Status.DUPLICATE);
      assertThat(store(inbox, segment("timed"), then.plusSeconds(90))).isEqualTo(Status.DUPLICATE);
      assertThat(store(inbox, note("new"), then)).isEqualTo(Status.STORED);
    }
  }

  @ParameterizedTest
  @MethodSource(RELEASED)
  void everything_can_be_read(Path released) throws Exception {
    copy(released);
    Instant then = signed();
    try (Inbox inbox = open(clock())) {
      InboxReader reader = inbox.reader();
      List<String> bodies = new ArrayList<>();
      for (String id : values("SELECT id FROM delivery ORDER BY seq")) {
        DeliveryDetail detail = reader.delivery(id).orElseThrow();
        bodies.add(HexFormat.of().formatHex(detail.body()));
        assertThat(detail.summary().tasks()).isNotEmpty();
      }
      assertThat(bodies).isEqualTo(values("SELECT body FROM delivery ORDER BY seq"));
      assertThat(reader.errorGroups(ALL).items()).isNotEmpty();
      assertThat(reader.rejections(new RejectionQuery(null, null, 10)).items()).isNotEmpty();
      assertThat(reader.operations(null, 10).items()).hasSize(3);
      assertThat(reader.alerts(new AlertQuery(null, null, null, null, 10)).items()).hasSize(2);
      assertThat(reader.audit(null, 10).items()).isNotEmpty();
      assertThat(reader.activity(then, then.plusSeconds(1), Duration.ofMinutes(1)))
          .extracting(ActivityStep::received)
          .containsExactly(5L);
      assertThat(requireNonNull(done(inbox.controls()).get("b")).paused()).isTrue();
      assertThat(done(inbox.position(FillInbox.PARTITION))).isEqualTo(1);
      assertThat(done(inbox.consumerGroup()))
          .isEqualTo(values("SELECT name FROM consumer_group").get(0));
    }
  }

  private static Status store(Inbox inbox, String body, Instant signedAt) {
    return done(inbox.store(parsed("ORG1", body, signedAt), List.of("a"), task -> false)).status();
  }

  /** Whatever can be claimed now. */
  private void handleAll(Inbox inbox) throws SQLException {
    for (String handler : values("SELECT DISTINCT handler FROM task WHERE due_at IS NOT NULL")) {
      done(inbox.bringForward(handler, Duration.ZERO));
      List<HandlerTask> claimed = claim(inbox, handler);
      while (!claimed.isEmpty()) {
        claimed.forEach(task -> succeed(inbox, task));
        claimed = claim(inbox, handler);
      }
    }
    done(inbox.controls()); // comes after the outcomes
  }

  private static List<HandlerTask> claim(Inbox inbox, String handler) {
    return handler.equals(FillInbox.ORDERED)
        ? done(inbox.claimInOrder(handler, 100, false)).tasks()
        : done(inbox.claim(handler, 100)).tasks();
  }

  private static void succeed(Inbox inbox, HandlerTask task) {
    inbox.record(
        new Outcome(task, TaskState.SUCCEEDED, Instant.now(), Duration.ofMillis(1), null, null));
  }

  /** When all of it was signed. */
  private Instant signed() throws SQLException {
    return Instant.ofEpochSecond(
        Long.parseLong(values("SELECT signed_at FROM delivery ORDER BY seq LIMIT 1").get(0)));
  }

  private Clock clock() throws SQLException {
    return MovableClock.at(signed().plus(Duration.ofHours(2)));
  }

  /** The columns that the version knew. */
  private Map<String, List<String>> columns() throws SQLException {
    Map<String, List<String>> columns = new TreeMap<>();
    try (Connection connection = look();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet none = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
          List<String> names = new ArrayList<>();
          for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
            names.add(none.getMetaData().getColumnName(i));
          }
          names.remove(HOLDER);
          columns.put(table, names);
        }
      }
    }
    return columns;
  }

  private Map<String, List<List<String>>> rows(Map<String, List<String>> columns)
      throws SQLException {
    Map<String, List<List<String>>> rows = new TreeMap<>();
    for (Map.Entry<String, List<String>> each : columns.entrySet()) {
      String names = String.join(", ", each.getValue());
      rows.put(each.getKey(), query("SELECT " + names + " FROM " + each.getKey()));
    }
    return rows;
  }

  /** The first column of each row. */
  private List<String> values(String sql) throws SQLException {
    return query(sql).stream().map(row -> row.get(0)).toList();
  }

  private List<List<String>> query(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = look();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          Object value = found.getObject(i);
          row.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value + "");
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
