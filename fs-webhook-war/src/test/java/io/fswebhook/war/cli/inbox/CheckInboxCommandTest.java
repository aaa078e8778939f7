package io.fswebhook.war.cli.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.war.cli.Typed;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckInboxCommandTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void makeInbox() {
    file = folder.resolve("inbox.db");
    open().close();
  }

  @Test
  void a_whole_file_is_whole_and_is_left_as_it_is() throws Exception {
    byte[] before = Files.readAllBytes(file);

    Typed typed = Typed.line("check-inbox", file.toString());

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).contains("Checking " + file, "The inbox is intact.");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void the_file_of_a_running_receiver_can_be_checked() {
    try (SqliteInbox running = open()) {
      assertThat(Typed.line("check-inbox", file.toString()).exitCode()).isZero();
      assertThat(running.isAvailable()).isTrue();
    }
  }

  @Test
  void a_damaged_file_is_1_with_what_is_wrong_and_what_to_do() throws Exception {
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(2 * 4096);
      damaged.write(new byte[4096]);
    }

    Typed typed = Typed.line("check-inbox", file.toString());

    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .contains("problem: ", "The inbox is damaged.", "restore it from a backup");
  }

  @Test
  void what_is_no_database_is_damaged_too() throws Exception {
    Path other = Files.writeString(folder.resolve("other.db"), "no database ".repeat(1000));

    assertThat(Typed.line("check-inbox", other.toString()).exitCode()).isEqualTo(1);
  }

  @Test
  void what_is_too_short_for_a_database_is_damaged() throws Exception {
    Path cut = Files.writeString(folder.resolve("cut.db"), "x");
    Typed typed = Typed.line("check-inbox", cut.toString());
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).contains("problem: it has 1 bytes");
  }

  @Test
  void an_intact_file_that_only_a_newer_version_can_use_is_1_with_the_reason() throws Exception {
    MakeNewer.inbox(file);

    Typed typed = Typed.line("check-inbox", file.toString());

    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .contains(
            "The file is intact, but the inbox has the tables of a newer version",
            "use fs-webhook 2.0 or newer")
        .doesNotContain("damaged");
  }

  @Test
  void a_file_that_is_not_there_is_wrong_use() {
    Typed typed = Typed.line("check-inbox", folder.resolve("missing.db").toString());

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("There is no file", "missing.db");
  }

  @Test
  void a_postgresql_database_is_checked_by_its_own_means() {
    Typed typed = Typed.line("check-inbox", "jdbc:postgresql://localhost/fswebhook");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("pg_amcheck");
  }

  private SqliteInbox open() {
    return SqliteInbox.open(
        file,
        new InboxSettings(file, true, Retention.DEFAULT),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }
}
