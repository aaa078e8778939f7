package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Integrity.State;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.CapturedLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored is read once, in the background, after a stop that was not in order. */
class IntegrityTest {

  private static final int DELIVERIES = 300;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final Instant now = Instant.now();
  private SqliteStore store;
  private Inbox inbox;

  @BeforeEach
  void open() {
    store = SqliteStore.in(folder);
    inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void a_new_inbox_and_one_that_was_closed_in_order_are_not_checked() {
    assertThat(state()).isEqualTo(State.NOT_NEEDED);
    fill();
    reopen();
    assertThat(state()).isEqualTo(State.NOT_NEEDED);
    reopen();
    assertThat(state()).isEqualTo(State.NOT_NEEDED);
  }

  @Test
  void one_that_was_killed_is_checked_while_deliveries_come_in() throws IOException {
    fill();
    store = asAfterAKill();
    try (Inbox killed = store.open(Retention.DEFAULT, Clock.systemUTC())) {
      assertThat(killed.integrity().orElseThrow().state()).isEqualTo(State.RUNNING);
      assertThat(store(killed, "meanwhile").join().status()).isEqualTo(Receipt.Status.STORED);
      assertThat(killed.isAvailable()).isTrue();
      await().atMost(LIMIT).until(() -> killed.integrity().orElseThrow().state() == State.OK);
    }
    try (Inbox next = store.open(Retention.DEFAULT, Clock.systemUTC())) {
      assertThat(next.integrity().orElseThrow().state()).isEqualTo(State.NOT_NEEDED);
    }
  }

  @Test
  void a_check_that_a_stop_cut_short_is_begun_again() throws IOException {
    fill();
    store = asAfterAKill();
    store.open(Retention.DEFAULT, Clock.systemUTC()).close();
    try (Inbox next = store.open(Retention.DEFAULT, Clock.systemUTC())) {
      assertThat(next.integrity().orElseThrow().state()).isEqualTo(State.RUNNING);
    }
  }

  @Test
  void one_that_was_changed_while_it_was_closed_is_checked() throws Exception {
    fill();
    inbox.close();
    Files.setLastModifiedTime(store.file(), FileTime.from(now.plusSeconds(60)));
    inbox = store.open(Retention.DEFAULT, Clock.systemUTC());

    assertThat(state()).isNotEqualTo(State.NOT_NEEDED);
  }

  @Test
  void damage_in_any_table_or_index_is_found_and_deliveries_go_on_being_stored() throws Exception {
    fill();
    inbox.close();
    List<String> parts =
        store.query(
            "SELECT name || ' ' || min(pageno) FROM dbstat WHERE pagetype = 'leaf' AND ncell > 5"
                + " AND name NOT LIKE 'sqlite_schema' GROUP BY name");
    assumeThat(parts).hasSizeGreaterThan(4);
    byte[] whole = Files.readAllBytes(store.file());
    for (String part : parts) {
      Files.write(store.file(), whole);
      damage(Integer.parseInt(part.substring(part.indexOf(' ') + 1)));
      try (CapturedLog log = new CapturedLog("io.fswebhook.core.inbox.sqlite")) {
        inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
        await(part).atMost(LIMIT).until(() -> state() == State.DAMAGED);
        assertThat(log.lines())
            .anyMatch(
                line -> line.startsWith("SEVERE") && line.contains("restore it from a backup"));
      }
      assertThat(inbox.isAvailable()).isTrue();
      inbox.close();
      inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
      assertThat(state()).as("not forgotten").isNotEqualTo(State.NOT_NEEDED);
      inbox.close();
    }
  }

  private State state() {
    return inbox.integrity().orElseThrow().state();
  }

  private void reopen() {
    inbox.close();
    inbox = store.open(Retention.DEFAULT, Clock.systemUTC());
  }

  private void fill() {
    CompletableFuture<Receipt> last = store(inbox, "first");
    for (int i = 0; i < DELIVERIES; i++) {
      last = store(inbox, "note " + i);
    }
    last.join();
    inbox
        .store(parsed("ORG1", segment("1"), now), List.of("a"), task -> false)
        .toCompletableFuture()
        .join();
  }

  private CompletableFuture<Receipt> store(Inbox where, String id) {
    return where
        .store(parsed("ORG1", note(id), now), List.of("a", "b"), task -> false)
        .toCompletableFuture();
  }

  /** The files as they lie there while it is open. */
  private SqliteStore asAfterAKill() throws IOException {
    Path target = Files.createDirectories(folder.resolve("killed"));
    for (String name : List.of("inbox.db", "inbox.db-wal", "inbox.db-shm", "inbox.db.lock")) {
      Files.copy(folder.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return SqliteStore.in(target);
  }

  private void damage(int page) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(store.file().toFile(), "rw")) {
      file.seek((page - 1) * 4096L);
      byte[] rubbish = new byte[4096];
      Arrays.fill(rubbish, (byte) 0x5a);
      file.write(rubbish);
    }
  }
}
