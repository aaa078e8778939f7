package io.fswebhook.core;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.DeliveryId;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Partition;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.testing.CapturedLog;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.topic.EncodeDelivery;
import io.fswebhook.core.topic.TopicReader.Read;
import io.fswebhook.core.topic.TopicRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class StoreRecordsTest {

  private static final Partition PARTITION = new Partition("topic", 0);
  private static final String REFUSED =
      "{\"eventName\":\"refused\",\"version\":1,\"data\":{\"secret\":\"geheim\"}}";

  @TempDir private Path folder;
  private final Instant now = Instant.now();

  private final ConcurrentLinkedQueue<String> observed = new ConcurrentLinkedQueue<>();
  private SqliteInbox inbox;
  private StoreRecords records;

  @BeforeEach
  void open() {
    inbox =
        OpenInboxes.sqlite(
            new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT),
            Clock.systemUTC());
    Routes routes = new Routes(inbox::subscriptions, Mockito.mock(HandlerSettingsSource.class));
    records = new StoreRecords(inbox, routes, task -> false, new Observer());
    assertThat(done(records.position(PARTITION))).isZero();
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  /** Notes what was stored and what was found twice. */
  private final class Observer implements ReceiverObserver {

    @Override
    public void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {
      observed.add("stored");
    }

    @Override
    public void duplicate(String eventName) {
      observed.add("duplicate");
    }
  }

  @Test
  void records_of_receivers_are_stored_and_others_are_skipped() throws SQLException {
    Read foreign = new Read(1, new TopicRecord("", Map.of(), new byte[] {1}));

    long next = take(0, 3, List.of(read(0, note("1")), foreign, read(2, note("2"))));

    assertThat(next).isEqualTo(3);
    assertThat(stored()).isEqualTo(2);
    assertThat(observed).containsExactly("stored", "stored");
  }

  @Test
  void a_duplicate_is_counted_as_one() {
    take(0, 2, List.of(read(0, note("1")), read(1, note("1"))));

    assertThat(observed).containsExactly("stored", "duplicate");
  }

  @Test
  void what_the_database_refuses_stays_in_the_topic_and_the_rest_is_stored() throws SQLException {
    execute("CREATE TABLE full (never INTEGER NOT NULL)");
    execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON delivery WHEN NEW.event_name = 'refused'"
            + " BEGIN INSERT INTO full VALUES (NULL); END");
    List<Read> batch = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      batch.add(read(i, i % 20 == 7 ? REFUSED : note("n" + i)));
    }
    try (CapturedLog log = new CapturedLog("io.fswebhook")) {
      assertThat(take(0, 60, batch)).isEqualTo(60);

      assertThat(stored()).isEqualTo(47);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("was acknowledged and is not stored"))
          .hasSize(3);
      assertThat(log.lines()).noneMatch(line -> line.contains("geheim"));
    }
    assertThat(inbox.isAvailable()).isTrue();
    assertThat(done(records.position(PARTITION))).isEqualTo(60);
  }

  @Test
  void a_record_of_a_newer_version_is_not_skipped() {
    TopicRecord record = read(0, note("1")).record();
    TopicRecord newer =
        new TopicRecord(record.key(), Map.of("fs-webhook-receipt", new byte[] {99}), new byte[1]);

    assertThat(records.take(PARTITION, 0, 1, List.of(new Read(0, newer))))
        .isCompletedExceptionally();
    assertThat(done(records.position(PARTITION))).isZero();
  }

  private Read read(long offset, String body) {
    return new Read(
        offset, EncodeDelivery.of(DeliveryId.next(now), parsed("ORG1", body, now), true));
  }

  private long take(long from, long next, List<Read> batch) {
    return done(records.take(PARTITION, from, next, batch));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int stored() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM delivery")) {
      return count.getInt(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("inbox.db"));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
