package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.testing.CapturedLog;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

/** Deliveries are answered once they are in the log, also while the file cannot follow. */
@SuppressWarnings("try") // a lock is held, not used
class SqliteReceiptsTest {

  private static final InboxLimits PATIENT =
      new InboxLimits(10_000, 64L << 20, Duration.ofMinutes(1), Duration.ofSeconds(15));

  /** With a time of its own, so that an equal body is the same event. */
  private static final String TIMED =
      "{\"eventName\":\"x\",\"version\":1,\"data\":{\"timestamp\":\"2026-11-27T10:00:00Z\"}}";

  @TempDir private Path folder;
  private final Instant now = Instant.now();
  private SqliteInbox inbox;

  @BeforeEach
  void open() {
    inbox = open(home(), PATIENT);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  private Path home() {
    return folder.resolve("data");
  }

  private static Path fileIn(Path home) {
    return home.resolve("inbox.db");
  }

  private static SqliteInbox open(Path home, InboxLimits limits) {
    return OpenInboxes.sqlite(
        new InboxSettings(new InboxPlace.File(fileIn(home)), true, Retention.DEFAULT, limits),
        Clock.systemUTC());
  }

  private CompletableFuture<Receipt> store(ParsedRequest request) {
    return inbox.store(request, List.of("a"), task -> false).toCompletableFuture();
  }

  private String id(String text) {
    return join(store(parsed("ORG1", note(text), now))).id();
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private void awaitFollowed() {
    await().until(() -> inbox.behind() == 0);
  }

  private List<String> stored() {
    awaitFollowed();
    return new SqliteStore(fileIn(home())).query("SELECT id FROM delivery ORDER BY seq");
  }

  private List<Path> receiptFiles(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> file.getFileName().toString().contains("-receipts."))
          .sorted()
          .toList();
    }
  }

  /** Nothing gets into the file until it is closed. */
  private Connection lock() throws SQLException {
    awaitFollowed();
    Connection other = new SqliteFile(fileIn(home())).connect();
    try (Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
    }
    return other;
  }

  /** As the process left it when it was killed. */
  private Path copy() throws IOException {
    for (int i = 0; ; i++) {
      try {
        return copyTo(Files.createDirectories(folder.resolve("copy" + i)));
      } catch (NoSuchFileException e) {
        assertThat(i).as("a spare file got its name meanwhile: " + e).isLessThan(10);
      }
    }
  }

  private Path copyTo(Path copy) throws IOException {
    try (Stream<Path> files = Files.list(home())) {
      for (Path file : files.toList()) {
        if (!file.toString().endsWith(".lock") && !file.toString().endsWith("-shm")) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }

  private void continueWith(Path home) throws IOException {
    inbox.close();
    try (Stream<Path> files = Files.list(home())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        Files.move(file, home().resolve(file.getFileName()));
      }
    }
    inbox = open(home(), PATIENT);
  }

  @Test
  void what_was_answered_and_had_not_reached_the_file_is_stored_by_the_next_start()
      throws Exception {
    List<String> ids = new ArrayList<>(List.of(id("before")));
    Path killed;
    try (Connection other = lock()) {
      for (int i = 0; i < 50; i++) {
        ids.add(id("n" + i));
      }
      assertThat(inbox.behind()).isEqualTo(50);
      killed = copy();
    }

    continueWith(killed);

    assertThat(stored()).containsExactlyElementsOf(ids);
    assertThat(join(inbox.claim("a", 100).toCompletableFuture()).tasks())
        .extracting(task -> task.delivery().id())
        .containsExactlyElementsOf(ids);
    assertThat(id("n7")).isEqualTo(ids.get(8));
  }

  @Test
  void it_is_stored_once_however_often_a_start_is_killed() throws Exception {
    List<String> ids = new ArrayList<>();
    Path killed;
    try (Connection other = lock()) {
      for (int i = 0; i < 20; i++) {
        ids.add(id("n" + i));
      }
      killed = copy();
    }
    List<Path> log = receiptFiles(killed);
    Path kept = Files.createDirectories(folder.resolve("kept"));
    for (Path file : log) {
      Files.copy(file, kept.resolve(file.getFileName()));
    }
    continueWith(killed);
    inbox.close();
    for (Path file : log) { // as if it had been killed before it deleted them
      Files.copy(kept.resolve(file.getFileName()), home().resolve(file.getFileName()));
    }
    inbox = open(home(), PATIENT);

    assertThat(stored()).containsExactlyElementsOf(ids);
  }

  @Test
  void a_duplicate_of_what_is_only_in_the_log_is_recognized() throws Exception {
    ParsedRequest request = parsed("ORG1", TIMED, now);
    ParsedRequest signedAnew = parsed("ORG1", TIMED, now.plusSeconds(60));
    CompletableFuture<Receipt> again;
    CompletableFuture<Receipt> anew;
    Receipt first;
    try (Connection other = lock()) {
      first = join(store(request));
      again = store(request);
      anew = store(signedAnew);
      assertThat(inbox.behind()).isEqualTo(1);
    }
    Receipt duplicate = new Receipt(first.id(), Receipt.Status.DUPLICATE);
    assertThat(join(again)).isEqualTo(duplicate);
    assertThat(join(anew)).isEqualTo(duplicate);
    assertThat(stored()).containsExactly(first.id());
  }

  @Test
  void what_was_answered_is_found_by_the_next_read() throws Exception {
    DeliveryQuery all = new DeliveryQuery(TaskFilter.ALL, null, 10);
    for (int i = 0; i < 20; i++) {
      String id = id("n" + i);
      assertThat(inbox.reader().deliveries(all).items().get(0).id()).isEqualTo(id);
      assertThat(inbox.reader().delivery(id)).isPresent();
    }
  }

  @Test
  void while_the_file_is_far_behind_deliveries_wait_and_then_are_refused() throws Exception {
    inbox.close();
    inbox =
        open(home(), new InboxLimits(10, 64L << 20, Duration.ofMinutes(1), Duration.ofSeconds(15)));
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    try (Connection other = lock()) {
      await()
          .until(
              () -> {
                receipts.add(store(parsed("ORG1", note("n" + receipts.size()), now)));
                return receipts.get(receipts.size() - 1).isCompletedExceptionally();
              });
      assertThatThrownBy(() -> join(receipts.get(receipts.size() - 1)))
          .hasCauseInstanceOf(InboxUnavailableException.class)
          .hasMessageContaining("inbox is full");
      assertThat(receipts.stream().filter(CompletableFuture::isDone).count())
          .isLessThan(receipts.size());
    }
    for (CompletableFuture<Receipt> receipt : receipts.subList(0, receipts.size() - 1)) {
      assertThat(join(receipt).status()).isEqualTo(Receipt.Status.STORED);
    }
    assertThat(stored()).hasSize(receipts.size() - 1);
  }

  @Test
  void a_stop_leaves_no_log_behind() throws IOException {
    id("1");
    assertThat(receiptFiles(home())).isNotEmpty();

    inbox.close();

    assertThat(receiptFiles(home())).isEmpty();
  }

  @Test
  void a_log_of_another_inbox_is_set_aside() throws Exception {
    Path killed;
    try (Connection other = lock()) {
      id("1");
      killed = copy();
    }
    Path log = receiptFiles(killed).get(0);
    inbox.close();
    try (Stream<Path> files = Files.list(home())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    open(home(), PATIENT).close();
    Path name = home().resolve(log.getFileName());
    Files.copy(log, name);

    try (CapturedLog lines = new CapturedLog("io.fswebhook.core.inbox.log")) {
      inbox = open(home(), PATIENT);
      assertThat(lines.lines()).anyMatch(line -> line.contains("of-another-inbox"));
    }
    assertThat(stored()).isEmpty();
    assertThat(home().resolve(log.getFileName() + ".of-another-inbox")).exists();
  }

  @Test
  void a_log_without_its_inbox_stops_the_start() throws Exception {
    Path killed;
    try (Connection other = lock()) {
      id("1");
      killed = copy();
    }
    Files.delete(fileIn(killed));
    Files.deleteIfExists(killed.resolve("inbox.db-wal"));

    assertThatThrownBy(() -> open(killed, PATIENT))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void a_log_that_is_damaged_is_reported_and_kept_and_what_can_be_read_is_stored()
      throws Exception {
    List<String> ids = new ArrayList<>();
    Path killed;
    try (Connection other = lock()) {
      for (int i = 0; i < 3; i++) {
        ids.add(id("n" + i));
      }
      killed = copy();
    }
    Path log = receiptFiles(killed).get(0);
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[8]), 4096 + 100); // in the first record
    }

    try (CapturedLog lines = new CapturedLog("io.fswebhook.core.inbox.log")) {
      continueWith(killed);
      assertThat(lines.lines()).anyMatch(line -> line.contains("is damaged"));
    }
    assertThat(stored()).containsExactly(ids.get(1), ids.get(2));
    assertThat(home().resolve(log.getFileName() + ".damaged")).exists();
  }

  @Test
  void a_log_that_is_deleted_while_in_use_is_continued_in_another_file() throws Exception {
    List<String> ids = new ArrayList<>(List.of(id("before")));
    for (Path file : receiptFiles(home())) {
      Files.deleteIfExists(file); // the spare one may get its name at this moment
    }
    Path killed;
    await().until(() -> ids.add(id("n" + ids.size())) && !isStoredAlone());
    try (Connection other = lock()) {
      ids.add(id("after"));
      killed = copy();
    }

    continueWith(killed);

    assertThat(stored()).containsAll(ids);
  }

  @Test
  void a_start_without_a_log_says_what_is_in_the_way() throws Exception {
    inbox.close();
    Path inTheWay = blockNextFile();

    assertThatThrownBy(() -> open(home(), PATIENT))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("receipt log")
        .hasMessageContaining("inbox.db-receipts.spare");

    unblock(inTheWay);
    inbox = open(home(), PATIENT);
    assertThat(id("1")).isNotEmpty();
  }

  @Test
  void while_the_log_cannot_be_written_the_file_alone_has_to_have_it() throws Exception {
    List<String> ids = new ArrayList<>(List.of(id("first")));
    await().until(() -> receiptFiles(home()).size() == 2); // the next one is made
    Path inTheWay = blockNextFile();
    for (Path file : receiptFiles(home())) {
      if (!file.equals(inTheWay)) {
        Files.delete(file);
      }
    }
    await().until(() -> ids.add(id("n" + ids.size())) && isStoredAlone());
    unblock(inTheWay);
    await().until(() -> ids.add(id("n" + ids.size())) && !isStoredAlone());
    assertThat(stored()).contains(ids.get(0));
  }

  private boolean isStoredAlone() throws SQLException {
    try (Connection other = lock()) {
      CompletableFuture<Receipt> receipt = store(parsed("ORG1", note("probe"), Instant.now()));
      return receipt
          .completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)
          .thenApply(answer -> answer == null)
          .join();
    }
  }

  private Path blockNextFile() throws IOException {
    Path inTheWay =
        Files.createDirectories(fileIn(home()).resolveSibling("inbox.db-receipts.spare"));
    Files.createFile(inTheWay.resolve("file"));
    return inTheWay;
  }

  private static void unblock(Path inTheWay) throws IOException {
    Files.delete(inTheWay.resolve("file"));
  }
}
