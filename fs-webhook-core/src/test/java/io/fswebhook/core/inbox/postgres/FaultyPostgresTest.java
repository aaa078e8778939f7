package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sqlite.SQLiteDataSource;

/** The database hangs, is gone, cuts connections, or is the wrong one. */
@Tag("long")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultyPostgresTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final InboxLimits IMPATIENT =
      new InboxLimits(50, 1 << 20, Duration.ofSeconds(2), LIMIT);

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final PostgresInbox inbox =
      OpenInboxes.postgres(
          postgres.settings(true, IMPATIENT), ReceiverObserver.NONE, Clock.systemUTC());

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void what_waits_for_a_database_that_hangs_is_refused_in_time_and_afterwards_it_goes_on()
      throws SQLException {
    whileLocked(
        "delivery",
        () -> {
          List<CompletableFuture<Receipt>> waiting = storing(20, "");
          long begin = System.nanoTime();
          waiting.forEach(FaultyPostgresTest::assertUnavailable);
          assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.dividedBy(2));
          assertThat(inbox.isAvailable()).isFalse();
          assertThat(storing("at once")).isCompletedExceptionally();
        });
    assertGoesOn();
  }

  @Test
  void what_is_more_than_may_wait_is_refused_at_once() throws SQLException {
    whileLocked(
        "delivery",
        () -> {
          List<CompletableFuture<Receipt>> waiting = storing(200, "");
          assertFirstRefusedIsTold(waiting, "inbox is full");
          waiting.forEach(FaultyPostgresTest::assertUnavailable);
        });
    assertGoesOn();
  }

  @Test
  void what_is_larger_than_may_wait_is_refused_at_once() throws SQLException {
    whileLocked(
        "delivery",
        () -> {
          List<CompletableFuture<Receipt>> waiting = storing(20, "x".repeat(300 << 10));
          assertFirstRefusedIsTold(waiting, "inbox is full");
          waiting.forEach(FaultyPostgresTest::assertUnavailable);
        });
    assertGoesOn();
  }

  @Test
  void a_table_that_deliveries_need_and_cannot_have_is_not_ready_although_none_comes()
      throws SQLException {
    for (String table : List.of("delivery", "task")) {
      whileLocked(
          table,
          () -> {
            await().atMost(LIMIT).until(() -> !inbox.isAvailable());
            inbox.bringForward("h", Duration.ofHours(1)); // written elsewhere, which says nothing
            await().during(Duration.ofSeconds(3)).until(() -> !inbox.isAvailable());
          });
      await().atMost(LIMIT).until(inbox::isAvailable);
    }
  }

  @Test
  void a_table_that_deliveries_do_not_need_leaves_it_ready() throws SQLException {
    whileLocked(
        "subscription",
        () ->
            await()
                .during(IMPATIENT.timeout().multipliedBy(3))
                .atMost(LIMIT)
                .until(
                    () ->
                        inbox.isAvailable()
                            && TestNode.done(storing(String.valueOf(System.nanoTime()))).status()
                                == Receipt.Status.STORED));
  }

  @Test
  void of_several_hosts_the_one_is_found_that_takes_writes() throws SQLException {
    String server = postgres.url().replaceFirst(".*//([^/]+)/.*", "$1");
    String url = postgres.url().replace(server, "127.0.0.1:1," + server);
    try (Connection connection =
        Postgres.at(place(url + "&targetServerType=primary"), LIMIT).connect()) {
      assertThat(connection.isReadOnly()).isFalse();
    }
  }

  @Test
  void a_node_that_stopped_within_a_transaction_holds_up_the_others_only_for_a_moment()
      throws SQLException {
    try (Connection stopped = Postgres.at(place(postgres.url()), IMPATIENT.timeout()).connect();
        Statement statement = stopped.createStatement()) {
      stopped.setAutoCommit(false);
      statement.execute("LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE");

      assertThat(TestNode.done(storing("1")).status()).isEqualTo(Receipt.Status.STORED);
    }
  }

  @Test
  void connections_that_are_cut_are_not_noticed_by_senders() {
    for (int i = 0; i < 10; i++) {
      assertThat(TestNode.done(storing("before" + i)).status()).isEqualTo(Receipt.Status.STORED);
      cutConnections();
    }
    assertThat(TestNode.done(inbox.claim("h", 100)).tasks()).hasSize(10);
  }

  @Test
  void an_outcome_is_kept_in_memory_until_it_can_be_written() throws SQLException {
    TestNode.done(storing("1"));
    HandlerTask task = TestNode.done(inbox.claim("h", 1)).tasks().get(0);
    whileLocked(
        "task",
        () -> {
          record(task, "down");
          await().atMost(LIMIT).until(() -> !inbox.isAvailable());
        });
    await().atMost(LIMIT).until(() -> postgres.value("SELECT state FROM task").equals("dead"));
  }

  @Test
  void what_a_claim_took_whose_answer_was_lost_is_given_back() {
    TestNode.done(storing("1"));
    postgres.execute("UPDATE task SET claimed_by = (SELECT id FROM node)"); // as if so
    assertThat(TestNode.done(inbox.claim("h", 1)).tasks()).isEmpty();

    cutConnections();

    await().atMost(LIMIT).until(() -> !TestNode.done(inbox.claim("h", 1)).tasks().isEmpty());
  }

  @Test
  void what_the_sink_refuses_after_all_is_given_back() {
    TestNode.done(
        inbox.store(parsed("ORG1", note("1"), Instant.now()), List.of("h"), task -> false));

    await().atMost(LIMIT).until(() -> !TestNode.done(inbox.claim("h", 1)).tasks().isEmpty());
  }

  @Test
  void a_text_with_a_nul_in_it_is_kept_without() {
    TestNode.done(storing("1"));
    record(TestNode.done(inbox.claim("h", 1)).tasks().get(0), "a\0b");

    await()
        .atMost(LIMIT)
        .until(() -> postgres.value("SELECT max(error) FROM attempt").equals("a\uFFFDb"));
  }

  @Test
  void a_commit_is_on_disk_when_it_returns_whatever_the_default_of_the_server() throws Exception {
    try (Connection connection = Postgres.at(place(postgres.url()), LIMIT).connect();
        Statement statement = connection.createStatement()) {
      // The test's server has it off, which makes tests fast.
      assertThat(postgres.value("SHOW synchronous_commit")).isEqualTo("off");
      try (var setting = statement.executeQuery("SHOW synchronous_commit")) {
        setting.next();
        assertThat(setting.getString(1)).isEqualTo("on");
      }
    }
  }

  @Test
  void a_server_that_is_not_there_stops_the_start_with_a_sentence() {
    assertThatThrownBy(() -> open(place("jdbc:postgresql://127.0.0.1:1/hooks?password=geheim")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/hooks?…")
        .hasMessageContaining("fs.webhook.inbox.url")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void a_url_that_is_none_stops_the_start_without_its_password() {
    assertThatThrownBy(() -> open(place("jdbc:postgresql://h:port/hooks?password=geheim")))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("fs.webhook.inbox.url", "jdbc:postgresql://<host>")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void a_data_source_of_another_database_stops_the_start_with_a_sentence() {
    SQLiteDataSource sqlite = new SQLiteDataSource();
    sqlite.setUrl("jdbc:sqlite::memory:");

    assertThatThrownBy(() -> open(new InboxPlace.Source(sqlite, "jdbc/hooks")))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("jdbc/hooks", "PostgreSQL", "SQLite");
  }

  @Test
  void a_database_that_cannot_hold_every_event_name_stops_the_start_with_what_to_do() {
    postgres.execute(
        "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    String url = postgres.url().replaceFirst("/postgres\\?", "/latin?");

    assertThatThrownBy(() -> open(place(url)))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("server_encoding UTF8", "LATIN1")
        .hasMessageContaining("CREATE DATABASE");
  }

  @Test
  void tables_of_somebody_else_stop_the_start_with_a_sentence() {
    TestPostgres foreign = TestPostgres.newSchema();
    foreign.execute("CREATE TABLE delivery (theirs INTEGER)");

    assertThatThrownBy(() -> open(place(foreign.url())))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot be updated")
        .hasMessageContaining("its own database or schema");
  }

  @Test
  void a_user_who_may_not_make_tables_stops_the_start_with_one_line() {
    TestPostgres server = TestPostgres.newSchema();
    server.execute("CREATE ROLE poor LOGIN");
    String schema = server.url().replaceAll(".*currentSchema=(\\w+).*", "$1");
    server.execute("GRANT USAGE ON SCHEMA " + schema + " TO poor");
    String url = server.url().replaceAll("user=\\w+", "user=poor");

    assertThatThrownBy(() -> open(new InboxPlace.Url(url, "poor", null)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("ERROR: permission denied for schema")
        .hasMessageContaining("its own database or schema")
        .message()
        .doesNotContain("\n");
  }

  private static InboxPlace.Url place(String url) {
    return new InboxPlace.Url(url, null, null);
  }

  private static void open(InboxPlace place) {
    OpenInboxes.postgres(
            new InboxSettings(place, true, Retention.DEFAULT, IMPATIENT),
            ReceiverObserver.NONE,
            Clock.systemUTC())
        .close();
  }

  private CompletableFuture<Receipt> storing(String id) {
    return inbox
        .store(parsed("ORG1", note(id), Instant.now()), List.of("h"), TestNode.NO_ROOM)
        .toCompletableFuture();
  }

  private void record(HandlerTask task, String error) {
    inbox.record(
        new Outcome(task, TaskState.DEAD, Instant.now(), Duration.ofMillis(5), null, error));
  }

  private List<CompletableFuture<Receipt>> storing(int count, String filler) {
    return IntStream.range(0, count).mapToObj(i -> storing(i + filler)).toList();
  }

  private void assertGoesOn() {
    await().atMost(LIMIT).until(inbox::isAvailable);
    assertThat(TestNode.done(storing("after")).status()).isEqualTo(Receipt.Status.STORED);
  }

  /** Whoever wants the table meanwhile waits. */
  private void whileLocked(String table, Runnable action) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
      action.run();
    }
  }

  private void cutConnections() {
    postgres.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'fs-webhook'");
  }

  private static void assertUnavailable(CompletableFuture<Receipt> receipt) {
    assertThatThrownBy(() -> TestNode.done(receipt))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InboxUnavailableException.class);
  }

  /** The last one may have come after the time-out, when the machine is busy. */
  private static void assertFirstRefusedIsTold(List<CompletableFuture<Receipt>> all, String why) {
    CompletableFuture<Receipt> first =
        all.stream().filter(CompletableFuture::isCompletedExceptionally).findFirst().orElseThrow();
    assertThatThrownBy(first::join).hasMessageContaining(why);
  }
}
