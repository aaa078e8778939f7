package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.Migrations;
import io.fswebhook.core.inbox.commit.NewerVersion;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.testing.CapturedLog;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A node of this version beside a newer one that has migrated the tables. */
class NewerPostgresTest {

  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final String SENTENCE =
      "has the tables of a newer version of fs-webhook: they can be used from schema version 1000 on";

  private final TestPostgres postgres = TestPostgres.newSchema();

  private TestNode start() {
    return new TestNode(postgres, LEASE, Clock.systemUTC());
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(postgres.url());
    return source;
  }

  @Test
  void a_running_node_goes_on_beside_additions_and_another_one_starts() {
    try (TestNode running = start()) {
      running.store(note("before"), "a");

      NewerVersion.migrate(OpenPostgres.KIND, source());

      running.store(note("after"), "a");
      try (TestNode late = start()) {
        late.store(note("late"), "a");
        for (HandlerTask task : running.claim("a").tasks()) {
          running.record(task, TaskState.SUCCEEDED);
        }
        await()
            .until(
                () ->
                    postgres
                        .value("SELECT count(*) FROM task WHERE state = 'succeeded'")
                        .equals("3"));
        assertThat(late.inbox().isAvailable()).isTrue();
      }
    }
  }

  @Test
  void a_node_does_not_start_with_tables_that_it_does_not_understand() throws Exception {
    start().close();
    NewerVersion.migrateIncompatibly(OpenPostgres.KIND, source());

    assertThatThrownBy(this::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("the inbox test " + SENTENCE)
        .hasMessageContaining("use fs-webhook 2.0 or newer");
  }

  @Test
  void a_running_node_stops_writing_to_tables_that_it_does_not_understand() throws Exception {
    try (TestNode running = start();
        CapturedLog log = new CapturedLog("io.fswebhook.core.inbox")) {
      HandlerTask task = claimOne(running);

      NewerVersion.migrateIncompatibly(OpenPostgres.KIND, source());

      await().until(() -> !running.inbox().isAvailable());
      CompletableFuture<?> refused = running.storing(note("late"), Instant.now(), "a");
      assertThatThrownBy(() -> refused.orTimeout(20, TimeUnit.SECONDS).join()).isNotNull();
      assertThat(postgres.value("SELECT count(*) FROM delivery")).isEqualTo("1");
      await().until(() -> !running.inbox().holds(task)); // so no attempt begins
      assertThat(log.lines()).anyMatch(line -> line.contains(SENTENCE));
    }
  }

  /** As pg_dump has the tables. Who waits for a lock makes receipts wait. */
  @Test
  void a_migration_that_cannot_have_its_locks_gives_up_and_receipts_go_on() throws Exception {
    try (TestNode running = start();
        Connection reader = postgres.connect()) {
      reader.setAutoCommit(false);
      Jdbc.list(reader, "SELECT count(*) FROM delivery", row -> row.getLong(1));

      assertThatThrownBy(() -> NewerVersion.migrate(OpenPostgres.KIND, source()))
          .isInstanceOfSatisfying(
              FlywayException.class,
              e -> assertThat(Migrations.advice(e).orElse("")).contains("a long transaction"));

      running.store(note("after"), "a");
    }
  }

  @Test
  void a_migration_is_tried_again_until_it_has_its_locks() throws Exception {
    start().close();
    try (Connection reader = postgres.connect();
        CapturedLog log = new CapturedLog("io.fswebhook.core.inbox")) {
      reader.setAutoCommit(false);
      Jdbc.list(reader, "SELECT count(*) FROM delivery", row -> row.getLong(1));
      CompletableFuture<Void> migration =
          CompletableFuture.runAsync(() -> NewerVersion.migrate(OpenPostgres.KIND, source()));

      await().until(() -> log.lines().stream().anyMatch(line -> line.contains("next trial")));
      reader.rollback();

      migration.orTimeout(1, TimeUnit.MINUTES).join();
      assertThat(postgres.value("SELECT count(priority) + count(note) FROM task, delivery"))
          .isEqualTo("0");
    }
  }

  private static HandlerTask claimOne(TestNode node) {
    node.store(note("early"), "a");
    return node.claim("a").tasks().get(0);
  }
}
