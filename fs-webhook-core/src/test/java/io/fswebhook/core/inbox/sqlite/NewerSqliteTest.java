package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.commit.Compatibility;
import io.fswebhook.core.inbox.commit.NewerVersion;
import io.fswebhook.core.inbox.log.NewerLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This version goes back to files that a newer one has used. */
class NewerSqliteTest {

  @TempDir private Path folder;
  private SqliteStore store;
  private SqliteFile file;
  private Path backup;

  @BeforeEach
  void makeInbox() {
    store = SqliteStore.in(folder);
    file = new SqliteFile(store.file());
    backup = folder.resolve("backup");
    try (Inbox inbox = open()) {
      store(inbox, "before");
    }
  }

  private Inbox open() {
    return store.open(Retention.DEFAULT, Clock.systemUTC());
  }

  private static String store(Inbox inbox, String text) {
    return inbox
        .store(parsed("ORG1", note(text), Instant.now()), List.of("a"), task -> false)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join()
        .id();
  }

  @Test
  void additions_of_a_newer_version_are_ignored() throws Exception {
    NewerVersion.migrate(OpenSqlite.KIND, file.dataSource());

    try (Inbox inbox = open()) {
      String id = store(inbox, "after");
      await().until(() -> inbox.behind() == 0);
      assertThat(inbox.claim("a", 10).toCompletableFuture().join().tasks())
          .hasSize(2)
          .last()
          .satisfies(task -> assertThat(task.delivery().id()).isEqualTo(id));
    }
    BackUpInbox.to(backup, false, store.file(), percent -> {});
    assertThat(RestoreInbox.look(backup).deliveries()).isEqualTo(2);
    assertThat(CheckInboxFile.refusal(store.file())).isEmpty();
    assertThat(store.query("SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history"))
        .containsExactly("1000");
  }

  @Test
  void tables_that_only_a_newer_version_understands_are_refused_and_left_alone() throws Exception {
    NewerVersion.migrateIncompatibly(OpenSqlite.KIND, file.dataSource());
    String sentence =
        "has the tables of a newer version of fs-webhook: they can be used from schema version 1000 on,"
            + " and this version knows "
            + Compatibility.of(OpenSqlite.KIND).newest()
            + "; use fs-webhook 2.0 or newer, or restore a backup from before the upgrade";

    assertThatThrownBy(this::open)
        .isInstanceOf(StartException.class)
        .hasMessage("the inbox " + store.file() + " " + sentence);
    assertThatThrownBy(() -> BackUpInbox.to(backup, false, store.file(), percent -> {}))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessage(store.file() + " " + sentence);
    assertThat(CheckInboxFile.refusal(store.file())).contains(sentence);
    assertThat(store.query("SELECT count(*) FROM delivery")).containsExactly("1");
  }

  @Test
  void a_receipt_log_that_only_a_newer_version_reads_is_refused_and_kept() throws Exception {
    int id = Integer.parseInt(store.query("PRAGMA user_version").get(0));
    Path log = NewerLog.withNewerRecord(store.file(), id);
    byte[] before = Files.readAllBytes(log);
    String sentence =
        "a newer version of fs-webhook wrote the receipt log (record format 127, and this version reads 3);"
            + " start that version and stop it in order, which leaves no log";

    assertThatThrownBy(this::open)
        .isInstanceOf(StartException.class)
        .hasMessageContaining(store.file() + " cannot be used: " + sentence);
    assertThatThrownBy(() -> BackUpInbox.to(backup, false, store.file(), percent -> {}))
        .hasMessageContaining(sentence);
    assertThat(CheckInboxFile.refusal(store.file())).contains("cannot be used: " + sentence);
    assertThat(log).hasBinaryContent(before);
  }

  @Test
  void a_backup_with_receipts_that_only_a_newer_version_reads_is_refused() throws Exception {
    BackUpInbox.to(backup, false, store.file(), percent -> {});
    new SqliteStore(backup).execute("INSERT INTO backup_receipt (record) VALUES (x'7f00')");

    assertThatThrownBy(() -> RestoreInbox.look(backup))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("holds receipts of a newer version")
        .hasMessageContaining("record format 127, and this version reads 3");
  }
}
