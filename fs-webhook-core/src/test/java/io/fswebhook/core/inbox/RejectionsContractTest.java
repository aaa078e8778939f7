package io.fswebhook.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every inbox keeps of requests that were turned away. */
public abstract class RejectionsContractTest extends StoredFixture {

  private static final List<Finding> FINDINGS =
      List.of(
          new Finding("newline", true, "The line's end: was it there?"),
          new Finding("compressed", false, "Größe"));

  @Test
  void a_rejection_is_kept_as_it_is() {
    keep(10, detailed(new byte[] {0, 1}, "X: 1\nX: 2"));
    keep(10, rejection("missing", 1));

    List<KeptRejection> kept = keptRejections(10);

    assertThat(kept)
        .extracting(one -> one.rejection().reason())
        .containsExactly("mismatch", "missing");
    assertThat(one(kept.get(0).id()))
        .usingRecursiveComparison()
        .isEqualTo(detailed(new byte[] {0, 1}, "X: 1\nX: 2"));
    assertThat(one(kept.get(1).id())).usingRecursiveComparison().isEqualTo(rejection("missing", 1));
    assertThat(inbox().reader().rejection(Long.MAX_VALUE)).isEmpty();
    assertThat(rejections(1)).hasSize(1);
  }

  @Test
  void a_list_has_all_but_what_was_kept_of_bodies_and_signatures() {
    keep(10, detailed(new byte[16_384], "X: 1\nX: 2"));

    assertThat(rejections(10))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(detailed(null, null));
  }

  private Rejection one(long id) {
    return inbox().reader().rejection(id).orElseThrow().rejection();
  }

  private Rejection detailed(byte @Nullable [] bodyStart, @Nullable String signatureLines) {
    return new Rejection(
        now,
        "10.0.0.1",
        "mismatch",
        "why",
        "v:abc",
        20_000,
        bodyStart,
        3,
        signatureLines,
        FINDINGS);
  }

  @Test
  void a_flood_of_one_reason_does_not_wash_away_the_few_of_another() {
    keep(10, rejection("mismatch", 1), rejection("too-old", 2));
    for (int i = 3; i < 30; i++) {
      keep(10, rejection("missing", i));
    }

    List<Rejection> kept = rejections(100);

    assertThat(kept)
        .extracting(rejection -> rejection.reason() + rejection.receivedAt().getEpochSecond())
        .containsExactly(
            "missing29",
            "missing28",
            "missing27",
            "missing26",
            "missing25",
            "missing24",
            "missing23",
            "missing22",
            "too-old2",
            "mismatch1");
  }

  @Test
  void the_list_is_in_the_order_of_receipt_whenever_they_were_kept() {
    keep(100, rejection("missing", 3), rejection("missing", 1));
    keep(100, rejection("mismatch", 2), rejection("missing", 3));
    List<Long> seconds = new ArrayList<>();
    ListPlace before = null;
    do {
      done(inbox().controls());
      RejectionPage page = inbox().reader().rejections(new RejectionQuery(null, before, 1));
      page.items().forEach(one -> seconds.add(one.rejection().receivedAt().getEpochSecond()));
      before = page.next();
    } while (before != null);

    assertThat(seconds).containsExactly(3L, 3L, 2L, 1L);

    keep(3, rejection("missing", 4));
    assertThat(rejections(10))
        .extracting(one -> one.receivedAt().getEpochSecond())
        .containsExactly(4L, 3L, 2L); // the oldest of the most frequent reason went
  }

  @Test
  void a_lower_bound_is_kept_at_the_next_one() {
    keep(100, Collections.nCopies(50, rejection("missing", 1)).toArray(Rejection[]::new));

    keep(3, rejection("missing", 2));

    assertThat(rejections(100)).hasSize(3);
  }

  private void keep(int most, Rejection... rejections) {
    inbox().operations().keep(new ArrayList<>(List.of(rejections)), most);
  }

  private static Rejection rejection(String reason, int second) {
    return new Rejection(
        Instant.ofEpochSecond(second), "10.0.0.1", reason, null, null, 0, null, 0, null, List.of());
  }
}
