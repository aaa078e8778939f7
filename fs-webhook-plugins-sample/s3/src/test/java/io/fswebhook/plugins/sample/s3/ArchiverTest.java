package io.fswebhook.plugins.sample.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ArchiverTest {

  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir private Path folder;

  private final MemoryStore store = new MemoryStore();
  private final ExecutorService attempts = Executors.newFixedThreadPool(3);

  @AfterEach
  void end() {
    attempts.shutdownNow();
  }

  @Test
  void a_group_is_complete_when_no_more_can_come() throws Exception {
    try (Archiver archiver = start(3, Long.MAX_VALUE, NEVER)) {
      for (Future<Void> attempt : attempts.invokeAll(three(archiver))) {
        attempt.get();
      }
    }
    assertThat(store.keys()).hasSize(1);
    assertThat(store.ids()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void a_group_is_complete_when_it_is_large() throws Exception {
    try (Archiver archiver = start(3, 1, NEVER)) {
      archiver.store(delivery());
      archiver.store(delivery());
    }
    assertThat(store.keys()).hasSize(2);
  }

  @Test
  void a_group_is_complete_when_its_first_has_waited() throws Exception {
    try (Archiver archiver = start(3, Long.MAX_VALUE, Duration.ofMillis(20))) {
      archiver.store(delivery());
    }
    assertThat(store.ids()).hasSize(1);
  }

  @Test
  void what_is_not_stored_fails_each_attempt_with_the_reason() throws Exception {
    store.failBefore(new NotStoredException("no answer from s3", new IOException()));
    try (Archiver archiver = start(3, Long.MAX_VALUE, NEVER)) {
      for (Future<Void> attempt : attempts.invokeAll(three(archiver))) {
        assertThatThrownBy(attempt::get)
            .hasRootCauseInstanceOf(IOException.class)
            .cause()
            .hasMessage("no answer from s3");
      }
    }
  }

  @Test
  void an_attempt_that_waits_ends_with_the_handler() throws Exception {
    Future<Void> attempt;
    try (Archiver archiver = start(3, Long.MAX_VALUE, NEVER)) {
      attempt = attempts.submit(storing(archiver));
    }
    assertThatThrownBy(attempt::get).cause().hasMessage("the handler is stopped");
    assertThat(store.keys()).isEmpty();
  }

  private static List<Callable<Void>> three(Archiver archiver) {
    return Stream.generate(() -> storing(archiver)).limit(3).toList();
  }

  private static Callable<Void> storing(Archiver archiver) {
    return () -> {
      archiver.store(delivery());
      return null;
    };
  }

  private Archiver start(int deliveries, long bytes, Duration wait) throws IOException {
    return Archiver.start(
        "S3Archive",
        new StoreGroup(folder, "all/", store),
        new GroupLimits(deliveries, bytes, wait));
  }

  private static TestDelivery delivery() {
    return TestDelivery.of(SampleEvents.mobileCrash(), Instant.EPOCH);
  }
}
