package io.fswebhook.core.reject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.verify.RawRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionBookTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final List<String> HEADERS = List.of("Fullstory-Signature");

  private final InboxOperations inbox = mock();
  private final List<Rejection> kept = new ArrayList<>();

  RejectionBookTest() {
    doAnswer(
            call -> {
              List<Rejection> rejections = call.getArgument(0);
              return kept.addAll(rejections);
            })
        .when(inbox)
        .keep(any(), anyInt());
  }

  @Test
  void a_rejection_is_kept_with_what_shows_the_cause_and_without_the_body() {
    RejectionBook book = book(new RejectionSettings(7, false));

    book.note(request("{}"), "mismatch", "no secret matches");
    book.write();

    verify(inbox).keep(any(), eq(7));
    assertThat(kept)
        .usingRecursiveComparison()
        .isEqualTo(
            List.of(
                new Rejection(
                    NOW,
                    "10.0.0.1",
                    "mismatch",
                    "no secret matches",
                    "Fullstory-Signature: o:ORG1",
                    2,
                    null,
                    0)));
  }

  @Test
  void the_first_bytes_of_a_body_are_kept_where_that_is_asked_for() {
    RejectionBook book = book(new RejectionSettings(10, true));

    book.note(request("x".repeat(5_000)), "missing", null);
    book.note(request("short"), "missing", null);
    book.write();

    assertThat(kept).extracting(Rejection::size).containsExactly(5_000, 5);
    assertThat(kept.get(0).bodyStart()).hasSize(1_024);
    assertThat(kept.get(1).bodyStart()).asString().isEqualTo("short");
  }

  @Test
  void of_a_flood_a_few_of_each_reason_are_kept_and_the_rest_is_counted() {
    RejectionBook book = book(new RejectionSettings(1_000, false));

    for (int i = 0; i < 10_000; i++) {
      book.note(request("{}"), "missing", null);
    }
    book.note(request("{}"), "mismatch", null);
    book.write();

    assertThat(kept).filteredOn(one -> one.reason().equals("missing")).hasSize(10);
    assertThat(kept).filteredOn(one -> one.reason().equals("mismatch")).hasSize(1);
    assertThat(kept).extracting(Rejection::leftOut).containsOnlyOnce(9_990L).contains(0L);

    book.note(request("{}"), "missing", null);
    book.write();
    assertThat(kept).hasSize(12);
    assertThat(kept.get(11).leftOut()).isZero();
  }

  @Test
  void nothing_is_written_when_nothing_came_or_nothing_is_wanted() {
    RejectionBook unwanted = book(new RejectionSettings(0, true));
    unwanted.note(request("{}"), "missing", null);
    unwanted.write();
    book(RejectionSettings.DEFAULT).write();

    verify(inbox, never()).keep(any(), anyInt());
  }

  @Test
  void what_was_noted_is_written_at_the_end() {
    RejectionBook book = book(RejectionSettings.DEFAULT);
    book.start();
    book.note(request("{}"), "missing", null);
    book.close();

    assertThat(kept).hasSize(1);
  }

  private RejectionBook book(RejectionSettings settings) {
    return new RejectionBook(settings, HEADERS, inbox);
  }

  private static RawRequest request(String body) {
    return new RawRequest(name -> List.of("o:ORG1"), body.getBytes(UTF_8), NOW, "10.0.0.1");
  }
}
