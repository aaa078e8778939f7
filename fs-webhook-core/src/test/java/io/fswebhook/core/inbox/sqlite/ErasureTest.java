package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Once a deletion has ended, no file holds what was deleted. */
class ErasureTest {

  private static final String MARKER = "erase-me-7c1f";

  @TempDir private Path folder;
  private SqliteInbox inbox;

  @BeforeEach
  void open() {
    inbox =
        OpenInboxes.sqlite(
            new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  private void store(int count, String name) {
    List<CompletableFuture<?>> stored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = name + i + "-" + name.repeat(i % 7 == 0 ? 800 : 20);
      stored.add(
          inbox
              .store(parsed("ORG1", note(text), Instant.now()), List.of("a"), task -> false)
              .toCompletableFuture());
    }
    stored.forEach(ErasureTest::join);
    join(inbox.controls().toCompletableFuture());
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private long delete(TaskFilter filter) {
    OperationRequest request = new OperationRequest(filter, null, "ann", "operator");
    return join(inbox.operations().delete(request).ended().toCompletableFuture()).result();
  }

  /** Closing a file that SQLite has open ends its locks, which no other process waits for here. */
  private List<String> filesWithTheMarker() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (bytes.contains(MARKER)) {
          found.add(file.getFileName().toString());
        }
      }
    }
    return found;
  }

  @Test
  void no_file_holds_a_deleted_body_or_the_error_of_its_attempt() throws Exception {
    store(300, "kept");
    store(200, MARKER);
    store(300, "also-kept");
    store(50, MARKER + "-late");
    for (HandlerTask task : join(inbox.claim("a", 400).toCompletableFuture()).tasks()) {
      inbox.record(
          new Outcome(
              task,
              TaskState.DEAD,
              Instant.now(),
              Duration.ofMillis(5),
              null,
              "no customer "
                  + new String(task.delivery().request().body(), StandardCharsets.UTF_8)));
    }
    join(inbox.controls().toCompletableFuture());
    assertThat(filesWithTheMarker()).contains("inbox.db-wal");

    assertThat(delete(TaskFilter.ALL.withText(MARKER))).isEqualTo(250);

    assertThat(filesWithTheMarker()).isEmpty();
    store(5, "still stored");
    assertThat(new SqliteStore(folder.resolve("inbox.db")).query("SELECT count(*) FROM delivery"))
        .containsExactly("605");
  }

  @Test
  void a_reader_delays_the_end_of_a_deletion_and_no_delivery() throws Exception {
    store(30, MARKER);
    var reader = new SqliteFile(folder.resolve("inbox.db")).connect();
    CompletableFuture<?> ended;
    try (reader;
        var statement = reader.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM delivery").close();
      ended =
          inbox
              .operations()
              .delete(new OperationRequest(TaskFilter.ALL, null, "ann", "operator"))
              .ended()
              .toCompletableFuture();
      store(5, "meanwhile");
      assertThat(ended).isNotDone();
    }
    join(ended);
    assertThat(filesWithTheMarker()).isEmpty();
  }
}
