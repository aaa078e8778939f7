package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.operate.Swept;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.Stalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large file that is no longer needed becomes a small one, and nobody waits for it. */
@Tag("long")
class SqliteShrinkTest {

  private static final int DELIVERIES = 20_000;
  private static final String FILLER = "x".repeat(2_000);

  @TempDir private Path folder;
  private final MovableClock clock = MovableClock.at(Instant.now());
  private SqliteInbox inbox;
  private int number;

  @BeforeEach
  void open() {
    Retention retention = Retention.DEFAULT;
    inbox = OpenInboxes.sqlite(new InboxSettings(file(), true, retention), clock);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void the_file_is_smaller_after_a_large_deletion_and_receipts_go_on_meanwhile() throws Exception {
    List<CompletableFuture<Receipt>> pending = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      pending.add(store(FILLER));
      if (pending.size() == 2_000) {
        pending.forEach(SqliteShrinkTest::done);
        pending.clear();
      }
    }
    long before = Files.size(file());
    Stalls usual = receiveUntil(stalls -> stalls.count() == 200);

    done(inbox.sweep().toCompletableFuture());
    clock.advance(Duration.ofDays(31));
    long start = System.nanoTime();
    CompletableFuture<Swept> sweep = inbox.sweep().toCompletableFuture();
    Stalls meanwhile = receiveUntil(stalls -> sweep.isDone());
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    System.out.printf(
        "MEASURED retention: %d deliveries of 2 kB deleted in %d ms, file %d -> %d kB; receipts one after"
            + " another: %s before, %s meanwhile%n",
        DELIVERIES, took.toMillis(), before >> 10, Files.size(file()) >> 10, usual, meanwhile);
    assertThat(done(sweep).finished()).isEqualTo(DELIVERIES + usual.count());
    assertThat(meanwhile.count()).isPositive();
    assertThat(Files.size(file())).isLessThan(before / 2);
    assertThat(Files.size(folder.resolve("inbox.db-wal"))).isLessThan(1 << 20);
  }

  /** One receipt after another. */
  private Stalls receiveUntil(Predicate<Stalls> isEnough) {
    Stalls stalls = new Stalls();
    while (!isEnough.test(stalls)) {
      assertThat(done(store("")).status()).isEqualTo(Receipt.Status.STORED);
      stalls.done();
    }
    return stalls;
  }

  private CompletableFuture<Receipt> store(String filler) {
    number++;
    return inbox
        .store(parsed("ORG1", note(number + filler), clock.instant()), List.of(), task -> false)
        .toCompletableFuture();
  }

  private Path file() {
    return folder.resolve("inbox.db");
  }

  private static <T> T done(CompletableFuture<T> stage) {
    return stage.orTimeout(120, TimeUnit.SECONDS).join();
  }
}
