package io.fswebhook.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every inbox keeps of requests that were turned away. */
public abstract class RejectionsContractTest extends StoredFixture {

  private static final List<Finding> FINDINGS =
      List.of(
          new Finding("newline", true, "The line's end: was it there?"),
          new Finding("compressed", false, "Größe"));

  @Test
  void a_rejection_is_kept_as_it_is() {
    keep(
        10,
        new Rejection(
            now,
            "10.0.0.1",
            "mismatch",
            "why",
            "v:abc",
            5,
            new byte[] {0, 1},
            3,
            "X: 1\nX: 2",
            FINDINGS));
    keep(10, rejection("missing", 1));

    List<Rejection> kept = rejections(10);

    assertThat(kept).extracting(Rejection::reason).containsExactly("missing", "mismatch");
    assertThat(kept.get(1))
        .usingRecursiveComparison()
        .isEqualTo(
            new Rejection(
                now,
                "10.0.0.1",
                "mismatch",
                "why",
                "v:abc",
                5,
                new byte[] {0, 1},
                3,
                "X: 1\nX: 2",
                FINDINGS));
    assertThat(kept.get(0).bodyStart()).isNull();
    assertThat(kept.get(0).signatureLines()).isNull();
    assertThat(kept.get(0).findings()).isEmpty();
    assertThat(rejections(1)).hasSize(1);
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
