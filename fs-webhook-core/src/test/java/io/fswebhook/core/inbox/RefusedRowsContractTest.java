package io.fswebhook.core.inbox;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the database refuses of a shared commit fails alone. */
public abstract class RefusedRowsContractTest extends StoredFixture {

  private static final String REFUSED = "refused";
  private static final String BODY =
      "{\"eventName\":\"" + REFUSED + "\",\"version\":1,\"data\":{\"secret\":\"geheim%d\"}}";

  /** From now on the table takes no row with that text in that column. */
  protected abstract void refuse(String table, String column, String text);

  @Test
  void only_the_delivery_that_is_refused_fails_and_the_inbox_stays_available() {
    refuse("delivery", "event_name", REFUSED);
    List<CompletableFuture<Receipt>> good = new ArrayList<>();
    List<CompletableFuture<Receipt>> bad = new ArrayList<>();
    try (CapturedLog log = new CapturedLog("io.fswebhook")) {
      for (int i = 0; i < 1_000; i++) {
        good.add(storing(note("n" + i)));
        if (i % 200 == 100) {
          bad.add(storing(BODY.formatted(i)));
        }
      }
      assertThat(good).allSatisfy(one -> assertThat(done(one).status()).isNotNull());
      assertThat(bad).hasSize(5).allSatisfy(this::assertRefused);
      done(inbox().controls());
      assertThat(log.lines()).filteredOn(line -> line.contains("was not stored")).hasSize(5);
      assertThat(log.lines()).noneMatch(line -> line.contains("geheim"));
    }
    assertThat(inbox().isAvailable()).isTrue();
    assertThat(claimAll("a")).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void the_outcomes_beside_it_are_kept_and_its_own_without_what_is_refused() {
    storeMany(20);
    List<HandlerTask> tasks = claimAll("a");
    refuse("attempt", "error", REFUSED);
    for (int i = 0; i < tasks.size(); i++) {
      String error = i == 7 ? REFUSED : "down";
      inbox()
          .record(
              new Outcome(tasks.get(i), TaskState.DEAD, now, Duration.ofMillis(5), null, error));
    }
    done(inbox().controls());

    assertThat(query("SELECT error FROM attempt WHERE error <> 'down'"))
        .containsExactly("the database refused to store the error");
    assertThat(query("SELECT error FROM attempt")).hasSize(20);
    assertThat(query("SELECT DISTINCT state FROM task")).containsExactly("dead");
    assertThat(inbox().isAvailable()).isTrue();
  }

  @Test
  void a_response_that_is_refused_is_kept_without_its_text() {
    storeMany(1);
    refuse("attempt", "response_text", REFUSED);
    inbox()
        .record(
            new Outcome(
                claim("a"),
                TaskState.SUCCEEDED,
                now,
                Duration.ofMillis(5),
                null,
                null,
                new TargetResponse(202, REFUSED)));
    done(inbox().controls());

    assertThat(query("SELECT response_status FROM attempt")).containsExactly("202");
    assertThat(query("SELECT error FROM attempt WHERE error IS NOT NULL")).isEmpty();
  }

  @Test
  void an_outcome_that_is_refused_for_good_holds_up_nothing_and_is_handled_again() {
    storeMany(3);
    List<HandlerTask> tasks = claimAll("a");
    refuse("attempt", "outcome", TaskState.DEAD.code());
    record(tasks.get(0), TaskState.SUCCEEDED);
    record(tasks.get(1), TaskState.DEAD);
    record(tasks.get(2), TaskState.SUCCEEDED);
    done(inbox().controls());

    assertThat(query("SELECT outcome FROM attempt")).containsExactly("succeeded", "succeeded");
    assertThat(done(storing(note("later"))).status()).isEqualTo(Receipt.Status.STORED);
    assertThat(claimAll("a"))
        .extracting(task -> task.delivery().id())
        .contains(tasks.get(1).delivery().id());
    assertThat(inbox().isAvailable()).isTrue();
  }

  private CompletableFuture<Receipt> storing(String body) {
    return inbox().store(parsed("ORG1", body, now), List.of("a"), sink).toCompletableFuture();
  }

  /** Of a delivery that the database refused. */
  protected void assertRefused(CompletableFuture<Receipt> receipt) {
    assertThatThrownBy(() -> done(receipt))
        .hasCauseInstanceOf(NotStorableException.class)
        .hasMessageContaining("the database refuses to store it")
        .hasMessageNotContaining("geheim");
  }
}
