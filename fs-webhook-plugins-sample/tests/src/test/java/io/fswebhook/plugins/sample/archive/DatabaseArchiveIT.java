package io.fswebhook.plugins.sample.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import io.fswebhook.plugins.sample.support.LoadedPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real PostgreSQL in processes of its own. */
class DatabaseArchiveIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final String PREFIX = "fs.webhook.handlers.DatabaseArchive.";

  @TempDir static Path folder;
  private static PostgresServer database;

  private String table;
  private HandlerHarness.Builder builder;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = PostgresServer.startIn(folder);
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void ownTable(TestInfo test) {
    table = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    builder = handler("postgres").setting("table", table);
  }

  @Test
  void each_delivery_is_one_row_with_its_body_as_json() throws Exception {
    List<TestDelivery> deliveries =
        SampleEvents.all().stream().map(event -> TestDelivery.of(event, RECEIVED)).toList();

    store(deliveries);

    assertThat(database.column("SELECT delivery_id FROM " + table))
        .containsExactlyInAnyOrderElementsOf(deliveries.stream().map(TestDelivery::id).toList());
    for (TestDelivery delivery : deliveries) {
      String row = " FROM " + table + " WHERE delivery_id = '" + delivery.id() + "'";
      assertThat(database.value("SELECT event_name" + row)).isEqualTo(delivery.event().eventName());
      assertThat(database.value("SELECT event_version" + row))
          .isEqualTo("" + delivery.event().version());
      boolean isStream = delivery.event() instanceof StreamEvent;
      assertThat(database.value("SELECT org_id" + row)).isEqualTo(isStream ? null : "ORG1");
      assertThat(database.value("SELECT body->>'eventName'" + row))
          .isEqualTo(isStream ? null : delivery.event().eventName());
      assertThat(database.value("SELECT raw_body" + row)).isNull();
      assertThat(database.value("SELECT received_at = '2026-03-01T12:00:00.123456Z'" + row))
          .isEqualTo("t");
      assertThat(database.value("SELECT signed_at = '2026-03-01T12:00:00Z'" + row))
          .isEqualTo(isStream ? null : "t");
      assertThat(database.value("SELECT archived_at > now() - interval '1 hour'" + row))
          .isEqualTo("t");
    }
    assertThat(
            database.value(
                "SELECT body->'data'->>'text' FROM "
                    + table
                    + " WHERE event_name = 'note.created'"))
        .isEqualTo("The voucher field jumps.\nPlease have a look.");
  }

  @Test
  void the_time_is_the_events_own_or_that_of_the_receipt() throws Exception {
    WebhookEvent strange = new SegmentCreated(1, null, null, null, null, Instant.MAX, Map.of());
    store(
        List.of(
            TestDelivery.of(SampleEvents.noteCreated(), RECEIVED),
            TestDelivery.of(SampleEvents.mobileCrash(), RECEIVED),
            TestDelivery.of(strange, RECEIVED)));

    String query = "SELECT event_time = '%s' FROM " + table + " WHERE event_name = '%s'";
    assertThat(database.value(query.formatted("2026-01-05T11:00:00Z", "note.created")))
        .isEqualTo("t");
    assertThat(database.value(query.formatted(RECEIVED, "nativemobile.event.crash")))
        .isEqualTo("t");
    assertThat(database.value(query.formatted(RECEIVED, "segment.created"))).isEqualTo("t");
  }

  @Test
  void a_delivery_that_comes_again_stays_one_row() throws Exception {
    TestDelivery delivery = TestDelivery.of(SampleEvents.customEvent(), RECEIVED);

    store(List.of(delivery, delivery.withAttempt(2), delivery.withAttempt(3)));
    store(List.of(delivery.withAttempt(4)));

    assertThat(database.value("SELECT count(*) FROM " + table)).isEqualTo("1");
  }

  @Test
  void what_no_signature_said_is_null() throws Exception {
    store(List.of(TestDelivery.of(SampleEvents.noteCreated(), RECEIVED).withSignature(null, null)));

    assertThat(database.value("SELECT org_id IS NULL AND signed_at IS NULL FROM " + table))
        .isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventName\":\"x\",\"data\":{\"text\":\"a\\u0000b\"}}",
        "{\"eventName\":\"x\",\"data\":{\"a\\u0000b\":1}}",
        "{\"eventName\":\"x\",\"data\":{\"text\":\"\\ud83d\"}}",
        "{\"eventName\":\"x\",\"data\":{\"n\":1e999999}}"
      })
  void a_body_that_jsonb_cannot_hold_is_kept_as_it_came(String body) throws Exception {
    TestDelivery odd =
        TestDelivery.of(new UnknownEvent("x", 1, Map.of()), RECEIVED)
            .withBody(body.getBytes(UTF_8));
    TestDelivery after = TestDelivery.of(SampleEvents.noteCreated(), RECEIVED);

    store(List.of(odd, odd.withAttempt(2), after));

    String row = " FROM " + table + " WHERE delivery_id = '" + odd.id() + "'";
    assertThat(database.value("SELECT body" + row)).isNull();
    assertThat(database.value("SELECT convert_from(raw_body, 'UTF8')" + row)).isEqualTo(body);
    assertThat(database.value("SELECT count(*) FROM " + table)).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\uD83Db"})
  void a_name_that_text_cannot_hold_loses_that_character(String name) throws Exception {
    store(List.of(TestDelivery.of(new UnknownEvent(name, 1, Map.of()), RECEIVED)));

    assertThat(database.value("SELECT event_name FROM " + table)).matches("a[\ufffd?]b");
  }

  @Test
  void a_table_that_is_there_needs_no_right_to_make_one(@TempDir Path secrets) throws Exception {
    builder.start().close();
    database.execute("CREATE ROLE writer LOGIN PASSWORD 's3cret'");
    database.execute("REVOKE CREATE ON SCHEMA public FROM public");
    database.execute("GRANT INSERT, SELECT ON " + table + " TO writer");
    Path file = Files.writeString(secrets.resolve("password"), "s3cret\n");
    HandlerHarness.Builder writer =
        handler("writer").setting("table", table).setting("password-file", file.toString());
    try (HandlerHarness harness = writer.start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.SUCCEEDED);
    }

    assertThatThrownBy(() -> writer.setting("table", "another").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "username may not do what is needed");
  }

  @Test
  void a_schema_may_stand_before_the_table() throws Exception {
    database.execute("CREATE SCHEMA archive");
    builder.setting("table", "archive.select");

    store(List.of(TestDelivery.of(SampleEvents.noteCreated(), RECEIVED)));

    assertThat(database.value("SELECT count(*) FROM archive.\"select\"")).isEqualTo("1");
  }

  @Test
  void a_table_that_is_not_there_and_not_to_be_made_refuses_the_start() {
    assertThatThrownBy(() -> builder.setting("create-table", "false").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            PREFIX
                + "table names \""
                + table
                + "\", which is not there: create it, or set .create-table to true");
  }

  @Test
  void a_table_that_was_dropped_is_made_again() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      database.execute("DROP TABLE " + table);
      TestDelivery delivery = TestDelivery.of(SampleEvents.noteCreated(), RECEIVED);

      assertThat(harness.deliver(delivery).result()).isEqualTo(Result.RETRY);
      assertThat(harness.deliver(delivery.withAttempt(2)).result()).isEqualTo(Result.SUCCEEDED);
    }
  }

  @Test
  void a_user_or_database_that_is_not_there_refuses_the_start_by_its_setting() {
    assertThatThrownBy(() -> handler("nobody").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "username and .password are wrong");
    assertThatThrownBy(
            () -> builder.setting("url", database.url().replace("/postgres", "/none")).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "url names a database that is not there");
  }

  @Test
  void while_the_database_is_gone_deliveries_are_tried_again_and_none_is_lost() throws Exception {
    List<TestDelivery> deliveries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      deliveries.add(TestDelivery.of(SampleEvents.mobileCrash(), RECEIVED));
    }
    builder.setting("connect-timeout", "PT1S").setting("max-attempts", "1000");
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(deliveries.get(0)).result()).isEqualTo(Result.SUCCEEDED);
      database.stop();
      assertThat(harness.deliver(deliveries.get(1)).result()).isEqualTo(Result.RETRY);
      assertThat(harness.deliver(deliveries.get(2)).result()).isEqualTo(Result.RETRY);
      database.start();
      for (TestDelivery delivery : deliveries) {
        assertThat(untilStored(harness, delivery).result()).isEqualTo(Result.SUCCEEDED);
      }
    }
    assertThat(database.column("SELECT delivery_id FROM " + table))
        .containsExactlyInAnyOrderElementsOf(deliveries.stream().map(TestDelivery::id).toList());
  }

  @Test
  void no_more_connections_are_open_than_deliveries_are_handled_at_a_time() throws Exception {
    int concurrency = 4;
    ExecutorService queue = Executors.newFixedThreadPool(concurrency);
    try (HandlerHarness harness = builder.start()) {
      List<Callable<Outcome>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(() -> harness.deliver(SampleEvents.noteCreated()));
      }
      for (Future<Outcome> outcome : queue.invokeAll(calls)) {
        assertThat(outcome.get().result()).isEqualTo(Result.SUCCEEDED);
      }

      String open =
          database.value(
              "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'fs-webhook'");
      assertThat(Integer.parseInt(Objects.requireNonNull(open))).isBetween(1, concurrency);
    } finally {
      queue.shutdownNow();
    }
    assertThat(database.value("SELECT count(*) FROM " + table)).isEqualTo("200");
  }

  @Test
  void an_error_of_the_database_does_not_quote_the_row() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      database.execute("ALTER TABLE " + table + " ADD CHECK (event_name <> 'note.created')");

      Outcome outcome = harness.deliver(SampleEvents.noteCreated());

      assertThat(outcome.result()).isEqualTo(Result.RETRY);
      assertThat(outcome.thrown()).isInstanceOf(SQLException.class);
      assertThat(outcome.message()).doesNotContain("voucher", "grace@example.com");
    }
  }

  @Test
  void the_folder_as_it_is_shipped_archives_from_behind_its_class_loader_and_leaves_nothing(
      @TempDir Path root) throws Exception {
    TestDelivery delivery = TestDelivery.of(SampleEvents.noteCreated(), RECEIVED);
    LoadedPlugin plugin =
        LoadedPlugin.load(
            Path.of(System.getProperty("it.sample.plugins"), "archive"),
            root,
            Map.of("url", database.url(), "username", "postgres", "table", table));
    try (plugin) {
      assertThat(plugin.problems()).isEmpty();
      plugin.handle(delivery);
      assertThat(database.column("SELECT delivery_id FROM " + table))
          .containsExactly(delivery.id());
    }
    plugin.awaitCollected(LIMIT);
  }

  private static HandlerHarness.Builder handler(String username) {
    return HandlerHarness.of(new DatabaseArchiveHandler())
        .setting("url", database.url())
        .setting("username", username);
  }

  private void store(List<TestDelivery> deliveries) throws Exception {
    try (HandlerHarness harness = builder.start()) {
      for (TestDelivery delivery : deliveries) {
        assertThat(harness.deliver(delivery)).isEqualTo(new Outcome(Result.SUCCEEDED, null, null));
      }
    }
  }

  private static Outcome untilStored(HandlerHarness harness, TestDelivery delivery) {
    long end = System.nanoTime() + LIMIT.toNanos();
    Outcome outcome = harness.deliver(delivery.withAttempt(2));
    for (int attempt = 3; outcome.result() == Result.RETRY && System.nanoTime() < end; attempt++) {
      outcome = harness.deliver(delivery.withAttempt(attempt));
    }
    return outcome;
  }
}
