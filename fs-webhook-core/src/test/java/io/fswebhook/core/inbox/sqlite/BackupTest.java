package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.commit.NewerVersion;
import io.fswebhook.core.inbox.sqlite.RestoreInbox.Restored;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // locks are held, not used
class BackupTest {

  @TempDir private Path folder;
  private Path file;
  private Path backup;
  private SqliteInbox inbox;
  private boolean running;

  @BeforeEach
  void openInbox() {
    file = folder.resolve("live").resolve("inbox.db");
    backup = folder.resolve("backup");
    start(file);
  }

  @AfterEach
  void stop() {
    if (running) {
      inbox.close();
      running = false;
    }
  }

  private void start(Path file) {
    inbox = open(file);
    running = true;
  }

  private static SqliteInbox open(Path file) {
    return OpenInboxes.sqlite(new InboxSettings(file, true, Retention.DEFAULT), Clock.systemUTC());
  }

  private String store(String text) {
    return inbox
        .store(parsed("ORG1", note(text), Instant.now()), List.of("a"), task -> false)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join()
        .id();
  }

  private void awaitFollowed() {
    await().until(() -> inbox.behind() == 0);
  }

  /** Nothing gets into the file until it is closed. */
  private Connection lock() throws SQLException {
    awaitFollowed();
    Connection other = new SqliteFile(file).connect();
    try (Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
    }
    return other;
  }

  private BackupSummary backUp() throws Exception {
    return BackUpInbox.to(backup, false, file, percent -> {});
  }

  private Restored restore(Path into) throws Exception {
    Files.createDirectories(into.getParent());
    try (RestoreInbox restore = RestoreInbox.begin(backup, into)) {
      return restore.run();
    }
  }

  private List<String> stored(Path file) {
    return new SqliteStore(file).query("SELECT id FROM delivery ORDER BY seq");
  }

  private void damage(Path damaged) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(damaged.toFile(), "rw")) {
      bytes.seek(2 * 4096);
      bytes.write(new byte[4096]);
    }
  }

  @Test
  void deliveries_that_only_the_receipt_log_has_are_in_the_backup_and_restored() throws Exception {
    List<String> ids = new ArrayList<>(List.of(store("in the file")));
    try (Connection other = lock()) {
      for (int i = 0; i < 30; i++) {
        ids.add(store("in the log " + i));
      }
      assertThat(backUp())
          .returns(1L, BackupSummary::deliveries)
          .returns(30L, BackupSummary::fromLog)
          .returns(Files.size(backup), BackupSummary::bytes);
    }
    String later = store("later");
    stop();

    Path elsewhere = folder.resolve("elsewhere").resolve("inbox.db");
    assertThat(restore(elsewhere).aside()).isNull();
    start(elsewhere);

    assertThat(stored(elsewhere)).containsExactlyElementsOf(ids).doesNotContain(later);
    assertThat(inbox.claim("a", 100).toCompletableFuture().join().tasks())
        .extracting(task -> task.delivery().id())
        .containsExactlyElementsOf(ids);
    store("it goes on");
  }

  @Test
  void the_replaced_inbox_is_kept_and_can_be_used_again() throws Exception {
    String before = store("before");
    backUp();
    String after = store("after");
    stop();

    Path aside = Objects.requireNonNull(restore(file).aside());

    start(file);
    awaitFollowed();
    assertThat(stored(file)).containsExactly(before);
    stop();
    start(aside.resolve("inbox.db"));
    assertThat(stored(aside.resolve("inbox.db"))).containsExactly(before, after);
  }

  @Test
  void a_restored_inbox_needs_no_check_at_its_start() throws Exception {
    store("a");
    backUp();
    stop();
    restore(file);
    start(file);
    assertThat(inbox.integrity())
        .hasValueSatisfying(found -> assertThat(found.state().name()).isEqualTo("NOT_NEEDED"));
  }

  @Test
  void the_backup_is_one_file_for_its_owner_only() throws Exception {
    store("a");
    backUp();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(backup, file.getParent());
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_file_is_replaced_only_if_that_is_wanted() throws Exception {
    Files.writeString(backup, "kept");
    assertThatThrownBy(this::backUp).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(backup).hasContent("kept");

    BackUpInbox.to(backup, true, file, percent -> {});
    assertThat(RestoreInbox.look(backup).deliveries()).isZero();
  }

  @Test
  void a_running_receiver_keeps_its_inbox() throws Exception {
    store("a");
    backUp();
    assertThatThrownBy(() -> restore(file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("in use");
    store("b");
    assertThat(inbox.isAvailable()).isTrue();
  }

  @Test
  void no_receiver_starts_while_its_inbox_is_restored() throws Exception {
    backUp();
    stop();
    try (RestoreInbox restore = RestoreInbox.begin(backup, file)) {
      assertThatThrownBy(() -> open(file))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("in use");
      restore.run();
    }
  }

  @Test
  void a_damaged_backup_changes_nothing() throws Exception {
    for (int i = 0; i < 200; i++) {
      store("n" + i);
    }
    awaitFollowed();
    backUp();
    stop();
    List<String> before = stored(file);
    damage(backup);

    assertThatThrownBy(() -> restore(file))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("damaged");

    assertThat(stored(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .allSatisfy(name -> assertThat(name).doesNotContain("restoring", "replaced"));
    }
  }

  /** As a kill leaves it, or as a copy that was made by hand. */
  @Test
  void a_copy_without_the_mark_of_its_end_is_refused() throws Exception {
    store("a");
    stop();
    Files.copy(file, backup);
    assertThatThrownBy(() -> RestoreInbox.look(backup))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("not a complete backup");
  }

  @Test
  void what_is_no_inbox_is_refused() throws Exception {
    Files.writeString(backup, "no database ".repeat(1000));
    assertThatThrownBy(() -> RestoreInbox.look(backup))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("no SQLite file");
    Files.write(backup, new byte[0]);
    assertThatThrownBy(() -> RestoreInbox.look(backup))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("not an inbox");
  }

  @Test
  void the_backup_of_a_newer_version_is_refused() throws Exception {
    backUp();
    NewerVersion.migrateIncompatibly(OpenSqlite.KIND, new SqliteFile(backup).dataSource());
    assertThatThrownBy(() -> RestoreInbox.look(backup))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void a_damaged_inbox_is_not_backed_up() throws Exception {
    for (int i = 0; i < 200; i++) {
      store("n" + i);
    }
    stop();
    damage(file);
    assertThatThrownBy(this::backUp)
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("is damaged");
    assertThat(folder).isDirectoryNotContaining(each -> each.toString().contains("backup"));
  }

  @Test
  void an_inbox_that_was_killed_is_backed_up_with_its_log() throws Exception {
    Path killed = Files.createDirectories(folder.resolve("killed"));
    String first = store("in the file");
    String second;
    try (Connection other = lock()) {
      second = store("in the log");
      try (Stream<Path> files = Files.list(file.getParent())) {
        for (Path each : files.filter(name -> !name.toString().endsWith(".lock")).toList()) {
          Files.copy(each, killed.resolve(each.getFileName()));
        }
      }
    }
    stop();
    file = killed.resolve("inbox.db");

    assertThat(backUp().fromLog()).isEqualTo(1);

    Path elsewhere = folder.resolve("elsewhere").resolve("inbox.db");
    restore(elsewhere);
    start(elsewhere);
    assertThat(stored(elsewhere)).containsExactly(first, second);
  }
}
