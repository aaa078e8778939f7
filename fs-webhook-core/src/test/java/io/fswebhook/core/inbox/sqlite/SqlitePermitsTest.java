package io.fswebhook.core.inbox.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.OpenInboxes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many attempts may begin, by a clock that the test moves. */
class SqlitePermitsTest {

  private static final Duration INTERVAL = Duration.ofMillis(40);

  @TempDir private Path folder;
  private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private SqliteInbox inbox;

  @BeforeEach
  void open() {
    inbox =
        OpenInboxes.sqlite(
            new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT), clock);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void the_first_may_begin_at_once_with_what_a_tenth_of_a_second_holds() {
    assertThat(ask(100)).isEqualTo(new Permits(3, Duration.ofMillis(20)));
    assertThat(ask(100)).isEqualTo(new Permits(0, Duration.ofMillis(20)));
    clock.advance(Duration.ofMillis(20));
    assertThat(ask(100)).isEqualTo(new Permits(1, INTERVAL));
  }

  @ParameterizedTest
  @CsvSource({"40, 25", "1000, 2", "7, 30", "100, 3", "250, 1000"})
  void no_time_has_more_than_its_share_and_a_tenth_of_a_second(int millis, int wanted) {
    Duration interval = Duration.ofMillis(millis);
    int granted = 0;
    long end = clock.millis() + 20L * millis;
    while (clock.millis() < end) {
      Permits permits = ask("a", interval, wanted);
      granted += permits.granted();
      clock.advance(permits.granted() < wanted ? permits.askAgainIn() : Duration.ofMillis(1));
    }
    int share = 20 + 1 + 100 / millis;
    assertThat(granted).isBetween(Math.min(19, share), share);
  }

  @Test
  void what_was_not_used_for_long_is_not_saved_up() {
    ask(1);
    clock.advance(Duration.ofHours(1));
    assertThat(ask(100).granted()).isEqualTo(3);
  }

  @Test
  void handlers_do_not_share() {
    ask(100);
    assertThat(ask("b", INTERVAL, 100).granted()).isEqualTo(3);
  }

  @Test
  void a_clock_that_is_set_back_makes_none_wait_for_longer_than_an_interval() {
    ask(100);
    clock.advance(Duration.ofDays(-1));
    Permits permits = ask(1);
    assertThat(permits.granted()).isZero();
    assertThat(permits.askAgainIn()).isEqualTo(INTERVAL);
  }

  @Test
  void a_rate_that_is_raised_holds_at_once() {
    assertThat(ask("a", Duration.ofHours(1), 1).granted()).isEqualTo(1);
    clock.advance(INTERVAL);
    ask(1);
    clock.advance(INTERVAL);
    assertThat(ask(1).granted()).isEqualTo(1);
  }

  @Test
  void a_restart_gives_no_more() {
    ask(100);
    inbox.close();
    open();
    assertThat(ask(100).granted()).isZero();
  }

  private Permits ask(int wanted) {
    return ask("a", INTERVAL, wanted);
  }

  private Permits ask(String handler, Duration interval, int wanted) {
    return inbox
        .permits(handler, interval, wanted)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }
}
