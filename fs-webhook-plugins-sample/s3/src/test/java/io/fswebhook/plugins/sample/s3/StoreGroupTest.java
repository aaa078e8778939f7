package io.fswebhook.plugins.sample.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each delivery is in one object, once, whatever ends between two steps. */
class StoreGroupTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
  private final NotStoredException down =
      new NotStoredException("no answer", new IOException("refused"));

  @TempDir private Path folder;

  private final MemoryStore store = new MemoryStore();
  private final TestDelivery first = delivery(NOON);
  private final TestDelivery second = delivery(NOON.plusSeconds(1));
  private final TestDelivery third = delivery(NOON.plusSeconds(2));

  @Test
  void a_group_is_one_object_under_the_day_of_its_receipt() throws Exception {
    try (StoreGroup group = open()) {
      assertThat(run(group, second, first)).isEmpty();
    }

    assertThat(store.ids()).containsExactly(first.id(), second.id());
    assertThat(store.keys())
        .singleElement()
        .asString()
        .matches("all/date=2026-03-01/120000\\.123Z-[0-9a-f]{32}\\.jsonl\\.gz");
    assertThat(spooled()).isEmpty();
  }

  @Test
  void the_spool_is_for_its_owner_only() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void two_days_are_two_objects() throws Exception {
    TestDelivery nextDay = delivery(Instant.parse("2026-03-02T00:00:00Z"));
    try (StoreGroup group = open()) {
      run(group, first, nextDay);
    }

    assertThat(store.keys()).hasSize(2).anyMatch(key -> key.contains("date=2026-03-02/"));
    assertThat(store.ids()).containsExactly(first.id(), nextDay.id());
  }

  @Test
  void a_delivery_that_comes_twice_at_once_or_again_is_stored_once() throws Exception {
    try (StoreGroup group = open()) {
      assertThat(run(group, first, first.withAttempt(2))).isEmpty();
      assertThat(run(group, first.withAttempt(3), second)).isEmpty();
    }

    assertThat(store.ids()).containsExactlyInAnyOrder(first.id(), second.id());
  }

  @Test
  void what_could_not_be_put_is_put_as_the_same_object_when_one_of_it_comes_again()
      throws Exception {
    try (StoreGroup group = open()) {
      store.failBefore(down);
      assertThat(run(group, first, second)).containsExactly(first, second);
      store.failBefore(null);

      assertThat(run(group, second, third)).isEmpty();
      assertThat(run(group, first)).isEmpty();
    }

    assertThat(store.keys()).hasSize(2);
    assertThat(store.ids()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
  }

  @Test
  void an_object_that_was_put_without_an_answer_is_put_again_over_itself() throws Exception {
    try (StoreGroup group = open()) {
      store.failAfter(down);
      assertThat(run(group, first, second)).containsExactly(first, second);
      store.failAfter(null);
      assertThat(run(group, first, third)).isEmpty();
      assertThat(run(group, second)).isEmpty();
    }

    assertThat(store.ids()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
  }

  @Test
  void a_crash_before_the_put_keeps_the_batch() throws Exception {
    store.failBefore(new Crash());
    crash(first, second);
    store.failBefore(null);

    assertThat(spooled()).hasSize(1);
    afterRestart(List.of(second, third), List.of(first));
  }

  @Test
  void a_crash_after_the_put_puts_the_same_object_again() throws Exception {
    store.failAfter(new Crash());
    crash(first, second);
    store.failAfter(null);

    Set<String> keys = store.keys();
    afterRestart(List.of(third, second), List.of(first));
    assertThat(store.keys()).containsAll(keys).hasSize(2);
  }

  @Test
  void a_crash_before_the_spool_is_emptied_stores_nothing_again() throws Exception {
    store.failBefore(new Crash());
    crash(first, second);
    store.failBefore(null);
    Path file = spooled().get(0);
    byte[] content = Files.readAllBytes(file);
    try (StoreGroup group = open()) {
      run(group, first);
    }
    Files.write(file, content);

    afterRestart(List.of(third, second), List.of(first));
    assertThat(spooled()).isEmpty();
  }

  @Test
  void a_crash_while_ids_are_noted_puts_the_same_object_again() throws Exception {
    store.failAfter(new Crash());
    crash(first, second);
    store.failAfter(null);
    String cutOff = first.id() + "\n" + second.id().substring(0, 20);
    Files.writeString(folder.resolve("archived"), cutOff, StandardOpenOption.APPEND);

    afterRestart(List.of(third, second), List.of(first));
  }

  @Test
  void a_crash_before_the_attempts_return_stores_nothing_again() throws Exception {
    try (StoreGroup group = open()) {
      run(group, first, second);
    }

    afterRestart(List.of(third, second), List.of(first));
  }

  @Test
  void a_crash_while_the_spool_is_written_leaves_nothing_of_it() throws Exception {
    Files.writeString(folder.resolve("all!x.jsonl.gz.tmp"), "half");

    afterRestart(List.of(third, second), List.of(first));
    assertThat(spooled()).isEmpty();
  }

  @Test
  void a_full_disk_is_a_failure_of_the_attempts_and_forgets_nothing() throws Exception {
    try (StoreGroup group = open()) {
      run(group, first);
      Files.move(folder.resolve("archived"), folder.resolve("away"));
      Files.createDirectory(folder.resolve("archived"));
      assertThat(run(group, second)).containsExactly(second);
      Files.delete(folder.resolve("archived"));
      Files.move(folder.resolve("away"), folder.resolve("archived"));

      assertThat(run(group, first, second, third)).isEmpty();
    }

    assertThat(store.ids()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
  }

  @Test
  void a_damaged_file_in_the_spool_is_named_with_what_to_do() throws Exception {
    Files.writeString(folder.resolve("all!x.jsonl.gz"), "no gzip");
    try (StoreGroup group = open()) {
      assertThatThrownBy(() -> group.run(List.of(WaitingAttempt.of(first))))
          .isInstanceOf(IOException.class)
          .hasMessage(
              folder.resolve("all!x.jsonl.gz")
                  + " is damaged: move it elsewhere, then its deliveries are stored anew");
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void a_new_version_waits_until_the_old_one_has_stopped() throws Exception {
    StoreGroup old = open();
    store.failBefore(down);
    run(old, first, second);
    store.failBefore(null);
    try (StoreGroup replacement = open()) {
      CompletableFuture<List<Delivery>> unstored =
          CompletableFuture.supplyAsync(() -> runUnchecked(replacement, first, third));
      run(old, second);
      assertThat(store.ids()).containsExactly(first.id(), second.id());
      old.close();

      assertThat(unstored.get()).isEmpty();
    }
    assertThat(store.ids()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
  }

  @Test
  void what_is_kept_of_ids_is_bounded() throws Exception {
    Path file = folder.resolve("ids");
    ArchivedIds archived = ArchivedIds.load(file);
    for (int i = 0; i < 3; i++) {
      archived.add(Stream.generate(UUID::randomUUID).limit(ArchivedIds.KEPT).toList());
    }

    assertThat(Files.size(file)).isLessThanOrEqualTo(2L * ArchivedIds.KEPT * 37);
    UUID last = UUID.randomUUID();
    archived.add(List.of(last));
    assertThat(ArchivedIds.load(file).contains(last)).isTrue();
  }

  /** They come again in other groups, and each is in one object in the end. */
  private void afterRestart(List<TestDelivery> group, List<TestDelivery> next) throws Exception {
    try (StoreGroup again = open()) {
      assertThat(run(again, group.toArray(new TestDelivery[0]))).isEmpty();
      assertThat(run(again, next.toArray(new TestDelivery[0]))).isEmpty();
    }
    assertThat(store.ids()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
  }

  private void crash(TestDelivery... deliveries) throws Exception {
    try (StoreGroup group = open()) {
      assertThatThrownBy(() -> run(group, deliveries)).isInstanceOf(Crash.class);
    }
  }

  private StoreGroup open() throws IOException {
    return new StoreGroup(folder, "all/", store);
  }

  private static List<Delivery> runUnchecked(StoreGroup group, TestDelivery... deliveries) {
    try {
      return run(group, deliveries);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those that were not stored. */
  private static List<Delivery> run(StoreGroup group, TestDelivery... deliveries)
      throws InterruptedException {
    List<WaitingAttempt> waiting = Stream.<Delivery>of(deliveries).map(WaitingAttempt::of).toList();
    List<Delivery> unstored = new ArrayList<>();
    try {
      group.run(waiting);
    } catch (IOException e) {
      waiting.stream()
          .filter(each -> !each.stored().isDone())
          .map(WaitingAttempt::delivery)
          .forEach(unstored::add);
      return unstored;
    }
    assertThat(waiting).allMatch(each -> each.stored().isDone());
    return unstored;
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl.gz")).toList();
    }
  }

  private static TestDelivery delivery(Instant receivedAt) {
    return TestDelivery.of(SampleEvents.mobileCrash(), receivedAt);
  }

  private static final class Crash extends Error {

    private static final long serialVersionUID = 1L;
  }
}
