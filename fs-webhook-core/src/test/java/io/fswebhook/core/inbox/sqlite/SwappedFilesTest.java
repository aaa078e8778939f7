package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.testing.CapturedLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files of the inbox are moved, replaced, deleted or cut short while it is open. */
@DisabledOnOs(OS.WINDOWS) // which keeps others from doing so
class SwappedFilesTest {

  private static final DeliveryQuery YOUNGEST = new DeliveryQuery(TaskFilter.ALL, null, 100);

  @TempDir private Path folder;
  private final Instant now = Instant.now();
  private final List<String> acknowledged = new ArrayList<>();
  private SqliteStore store;
  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    store = SqliteStore.in(Files.createDirectories(folder.resolve("data")));
    inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void another_file_moved_into_place_is_neither_written_nor_shown() throws Exception {
    store("before");
    Path other = another();
    Path away = Files.createDirectories(folder.resolve("away"));
    for (String name : List.of("inbox.db", "inbox.db-wal", "inbox.db-shm")) {
      Files.move(file(name), away.resolve(name));
    }
    Files.move(other, store.file());
    byte[] foreign = Files.readAllBytes(store.file());

    assertRefused("refused");
    assertRefused("refused again, after a new connection was tried");
    assertThat(Files.readAllBytes(store.file())).isEqualTo(foreign);
    assertThatThrownBy(() -> inbox.reader().deliveries(YOUNGEST))
        .isInstanceOf(InboxUnavailableException.class)
        .hasMessageContaining("another file");

    Files.delete(store.file());
    for (String name : List.of("inbox.db", "inbox.db-wal", "inbox.db-shm")) {
      Files.move(away.resolve(name), file(name), StandardCopyOption.REPLACE_EXISTING);
    }
    assertGoesOnWithNothingMissing();
  }

  @Test
  void a_copy_put_in_its_place_is_not_gone_on_with_before_a_restart() throws Exception {
    store("before");
    Path away = folder.resolve("away");
    Files.move(store.file(), away);
    Files.copy(away, store.file());

    assertRefused("refused");
    assertThat(inbox.isAvailable()).isFalse();
    try (CapturedLog log = new CapturedLog("io.fswebhook.core")) {
      assertRefused("refused again");
      inbox.close();
      inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
      assertThat(log.lines()).noneMatch(line -> line.contains("damaged"));
    }
    assertGoesOnWithNothingMissing();
  }

  @Test
  void a_file_that_is_overwritten_in_place_is_not_written_any_more() throws Exception {
    store("before");
    byte[] foreign = Files.readAllBytes(another());
    Files.write(store.file(), foreign);

    assertRefused("refused");
    assertRefused("refused again");
    inbox.close();
    assertThat(Files.readAllBytes(store.file())).isEqualTo(foreign);
  }

  @Test
  void a_file_cut_to_nothing_is_noticed_before_anything_is_acknowledged() throws Exception {
    store("before");
    cut("inbox.db");

    assertThat(inbox.isAvailable()).isFalse();
    assertRefused("refused");
    inbox.close();

    assertThat(Files.size(store.file())).isZero();
    assertThat(Files.size(file("inbox.db-wal"))).isPositive(); // what can still be saved is in it
    assertThatThrownBy(() -> store.open(Retention.DEFAULT, Clock.systemUTC()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is empty")
        .hasMessageContaining("restore it from a backup");
  }

  @Test
  void a_log_cut_to_nothing_is_noticed_before_anything_is_acknowledged() throws Exception {
    store("before");
    cut("inbox.db-wal");

    assertRefused("refused");
    assertRefused("refused again");
    assertThat(inbox.isAvailable()).isFalse();
  }

  @Test
  void another_log_in_its_place_is_not_written() throws Exception {
    store("before");
    Files.move(file("inbox.db-wal"), folder.resolve("former-wal"));
    Files.write(file("inbox.db-wal"), new byte[100]);

    assertRefused("refused");
    assertRefused("refused again");
    assertThat(file("inbox.db-wal")).hasSize(100);

    Files.move(
        folder.resolve("former-wal"), file("inbox.db-wal"), StandardCopyOption.REPLACE_EXISTING);
    assertGoesOnWithNothingMissing();
  }

  @Test
  void deleted_companions_are_made_again_with_nothing_missing() throws Exception {
    store("before");
    Files.delete(file("inbox.db-wal"));
    Files.delete(file("inbox.db-shm"));
    assertRefused("refused");
    await().until(inbox::isAvailable);
    store("between");
    assertThat(inbox.reader().deliveries(YOUNGEST).items()).isNotEmpty();
    Files.delete(file("inbox.db-shm"));
    assertRefused("refused");

    assertGoesOnWithNothingMissing();
  }

  @Test
  void an_index_deleted_while_another_program_has_the_file_open_loses_nothing() throws Exception {
    store("before");
    try (OtherProgram other = OtherProgram.opens(store.file())) {
      assertThat(other.ask("SELECT count(*) FROM delivery")).isEqualTo("1");
      Files.delete(file("inbox.db-shm"));
      for (int i = 0; i < 4; i++) {
        tryToStore("while it has it open " + i);
      }
      inbox.close();
      try {
        inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
        for (int i = 0; i < 4; i++) {
          tryToStore("after a restart " + i);
        }
        inbox.close();
      } catch (StartException e) {
        assertThat(e).hasMessageContaining("another program");
      }
    }
    inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
    assertGoesOnWithNothingMissing();
  }

  @Test
  void goes_on_by_itself_once_the_other_program_has_closed_the_file() throws Exception {
    store("before");
    try (OtherProgram other = OtherProgram.opens(store.file())) {
      assertThat(other.ask("SELECT count(*) FROM delivery")).isEqualTo("1");
      Files.delete(file("inbox.db-shm"));
      assertRefused("refused");
    }
    assertGoesOnWithNothingMissing();
  }

  @Test
  void programs_that_read_or_write_back_the_log_are_no_reason_to_stop() throws Exception {
    for (int i = 0; i < 5; i++) {
      store("before " + i);
      try (OtherProgram other = OtherProgram.opens(store.file())) {
        assertThat(other.ask("SELECT count(*) FROM delivery")).isEqualTo(String.valueOf(i * 3 + 1));
        store("while it reads " + i);
        assertThat(other.ask("PRAGMA wal_checkpoint(TRUNCATE)")).isEqualTo("0");
        assertThat(inbox.isAvailable()).isTrue();
        store("after its checkpoint " + i);
        assertThat(inbox.isAvailable()).isTrue();
      }
    }
    assertGoesOnWithNothingMissing();
  }

  @Test
  void a_lost_file_is_noticed_without_a_delivery() throws Exception {
    store("before");
    Files.move(store.file(), folder.resolve("away"));

    assertThat(inbox.isAvailable()).isFalse();
  }

  @Test
  void an_empty_or_missing_file_where_there_was_an_inbox_stops_the_start() throws Exception {
    store("before");
    inbox.close();
    cut("inbox.db");
    assertStopsTheStart("is empty");
    Files.delete(store.file());
    assertStopsTheStart("does not exist");

    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(store.file().getParent(), "inbox.db*")) {
      for (Path each : left) {
        Files.delete(each); // as the message says
      }
    }
    inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
    acknowledged.clear();
    store("in a new one");
  }

  @Test
  void a_start_that_failed_before_the_file_was_made_is_no_sign_of_an_inbox() throws Exception {
    SqliteStore fresh = SqliteStore.in(Files.createDirectories(folder.resolve("fresh")));
    Files.createFile(fresh.file().resolveSibling("inbox.db.lock"));
    Files.createFile(fresh.file());

    fresh.open(Retention.DEFAULT, Clock.systemUTC()).close();
  }

  private void assertStopsTheStart(String what) {
    assertThatThrownBy(() -> store.open(Retention.DEFAULT, Clock.systemUTC()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(store.file().toString())
        .hasMessageContaining(what)
        .hasMessageContaining("restore it from a backup")
        .hasMessageContaining("restore it from a backup");
  }

  private Path another() throws SQLException {
    SqliteStore other = new SqliteStore(folder.resolve("other.db"));
    other.open(Retention.DEFAULT, Clock.systemUTC()).close();
    return other.file();
  }

  private Path file(String name) {
    return store.file().resolveSibling(name);
  }

  private void cut(String name) throws IOException {
    try (RandomAccessFile cut = new RandomAccessFile(file(name).toFile(), "rw")) {
      cut.setLength(0);
    }
  }

  private void store(String id) {
    acknowledged.add(
        inbox
            .store(parsed("ORG1", note(id), now), List.of("a"), task -> false)
            .toCompletableFuture()
            .join()
            .id());
  }

  private void tryToStore(String id) {
    try {
      store(id);
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(InboxUnavailableException.class);
    }
  }

  private void assertRefused(String id) {
    assertThatThrownBy(() -> store(id)).hasCauseInstanceOf(InboxUnavailableException.class);
  }

  private void assertGoesOnWithNothingMissing() throws SQLException {
    await().until(inbox::isAvailable);
    store("after");
    inbox.close();
    assertThat(store.query("SELECT id FROM delivery")).containsAll(acknowledged);
    assertThat(store.query("PRAGMA integrity_check")).containsExactly("ok");
    inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
    store("after a restart");
  }
}
