package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.parse.ParsedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A handler queue that believes that nothing waits for its handler finds out that something does.
 */
class LookAgainTest extends DispatchFixture {

  private final MovableClock clock = MovableClock.at(Instant.now());
  private final ParsedRequest request = parsed("ORG1", note("1"), Instant.now());

  @Override
  Clocks clocks() {
    return new Clocks(Clock.systemUTC(), clock);
  }

  @Test
  void what_failed_while_the_file_was_away_is_handled_once_it_is_sent_again() throws IOException {
    Dispatcher dispatcher = start(handler("a", seen::add));
    awaitIdle(dispatcher);
    Path away = folder.resolve("away.db");
    Files.move(file(), away);
    assertThatThrownBy(() -> done(inbox.store(request, List.of("a"), dispatcher)))
        .hasCauseInstanceOf(InboxUnavailableException.class);

    Files.move(away, file());
    await().until(inbox::isAvailable);
    done(inbox.store(request, List.of("a"), dispatcher)); // a duplicate where it was on disk

    assertThat(count("TRUE")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1)); // a claim that was asked for too early is asked for again
    await().until(() -> succeeded() == 1);
  }

  @Test
  void a_duplicate_of_what_nobody_knows_of_has_it_handled() {
    Dispatcher dispatcher = start(handler("a", seen::add), handler("b", seen::add));
    awaitIdle(dispatcher);
    storeUnseen();

    assertThat(done(inbox.store(request, List.of("a"), dispatcher)).status())
        .isEqualTo(Receipt.Status.DUPLICATE);

    await().until(() -> succeeded() == 1);
  }

  @Test
  void each_handler_queue_looks_into_the_inbox_every_ten_seconds() {
    Dispatcher dispatcher = start(handler("a", seen::add));
    awaitIdle(dispatcher);
    storeUnseen();
    clock.advance(Duration.ofSeconds(9));
    await().during(Duration.ofMillis(500)).until(() -> succeeded() == 0);

    clock.advance(Duration.ofSeconds(1));

    await().until(() -> succeeded() == 1);
  }

  @Test
  void what_a_clock_that_was_ahead_left_behind_is_brought_forward_once_that_can_be_written() {
    storeUnseen();
    execute("UPDATE task SET due_at = due_at + 31536000000");
    execute("CREATE TRIGGER full BEFORE UPDATE ON task BEGIN SELECT RAISE(FAIL, 'full'); END");
    Dispatcher dispatcher = start(handler("a", seen::add));
    await().until(() -> inbox.failures() > 0);
    execute("DROP TRIGGER full");
    awaitIdle(dispatcher);

    clock.advance(Duration.ofSeconds(10));
    await().until(() -> count("due_at <= " + clock.millis()) == 1 || succeeded() == 1);
    clock.advance(Duration.ofSeconds(10));

    await().until(() -> succeeded() == 1);
  }

  @Test
  void of_two_claims_in_one_commit_each_task_goes_to_one() {
    Inbox open = inbox;
    storeUnseen();
    var first = open.claim("a", 10).toCompletableFuture();
    var second = open.claim("a", 10).toCompletableFuture();

    assertThat(done(first).tasks().size() + done(second).tasks().size()).isEqualTo(1);
  }

  /** As if whoever was offered it had died. */
  private void storeUnseen() {
    done(inbox.store(request, List.of("a"), task -> false));
  }
}
