package io.fswebhook.war.cli.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.war.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

  @TempDir private Path folder;
  private Path home;
  private Path file;

  @BeforeEach
  void makeInbox() {
    home = folder.resolve("home");
    file = folder.resolve("backup.db");
    open().close();
  }

  private SqliteInbox open() {
    return SqliteInbox.open(
        home.resolve("data").resolve("inbox.db"),
        new InboxSettings(home.resolve("data/inbox.db"), true, Retention.DEFAULT),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }

  private Typed typed(String command, String... more) {
    return Typed.line(
        Stream.concat(
                Stream.of(command, file.toString(), "--home", home.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  /** The secrets of the receiver may be in its environment only. */
  @Test
  void an_inbox_is_backed_up_and_restored_without_the_secrets_of_its_receiver() {
    Typed made = typed("backup");
    assertThat(made.err()).isEmpty();
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).startsWith("Backed up 0 deliveries to " + file);

    Typed restored = typed("restore", "--yes");
    assertThat(restored.exitCode()).isZero();
    assertThat(restored.out()).startsWith("Restored 0 deliveries to " + home);
    assertThat(restored.err()).contains("The files that were there are in ");
    open().close();
  }

  @Test
  void programs_get_one_line_of_json() {
    assertThat(typed("backup", "--output", "json").out())
        .startsWith("{\"file\":\"")
        .contains("\"deliveries\":0", "\"madeAt\":\"20", "\"bytes\":");
  }

  @Test
  void a_file_that_exists_is_replaced_only_with_overwrite() throws Exception {
    Files.writeString(file, "kept");
    Typed refused = typed("backup");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("exists", "--overwrite");
    assertThat(file).hasContent("kept");

    assertThat(typed("backup", "--overwrite").exitCode()).isZero();
  }

  @Test
  void a_running_receiver_is_not_restored() {
    typed("backup");
    try (SqliteInbox running = open()) {
      Typed refused = typed("restore", "--yes");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("in use by another receiver", "stop that one");
      assertThat(running.isAvailable()).isTrue();
    }
  }

  @Test
  void what_is_no_backup_is_1_and_changes_nothing() throws Exception {
    Files.writeString(file, "no database ".repeat(1000));
    Typed refused = typed("restore", "--yes");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("no SQLite file", "Nothing was changed.");
    assertThat(home.resolve("data/inbox.db")).exists();
  }

  @Test
  void nothing_is_made_where_there_is_no_inbox() {
    home = folder.resolve("other");
    Typed refused = typed("backup");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("There is no inbox", "--home");
    assertThat(home).doesNotExist();
  }

  @Test
  void a_new_home_is_made_for_a_backup() {
    typed("backup");
    home = folder.resolve("other");
    assertThat(typed("restore").exitCode()).isZero();
    open().close();
  }

  @Test
  void a_postgresql_database_is_backed_up_by_its_own_means() throws Exception {
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        "fs.webhook.inbox.url=jdbc:postgresql://localhost/fswebhook");
    Typed refused = typed("backup");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("pg_dump");
    assertThat(typed("restore").err()).contains("pg_restore");
  }

  @Test
  void neither_an_inbox_nor_a_backup_of_a_newer_version_is_taken() throws Exception {
    assertThat(typed("backup").exitCode()).isZero();
    MakeNewer.inbox(file);
    MakeNewer.inbox(home.resolve("data/inbox.db"));

    for (Typed typed : List.of(typed("backup", "--overwrite"), typed("restore", "--yes"))) {
      assertThat(typed.exitCode()).isEqualTo(1);
      assertThat(typed.err())
          .contains("use fs-webhook 2.0 or newer", "Nothing was changed.")
          .hasLineCount(1);
    }
  }
}
