package io.fswebhook.core.verify;

import static io.fswebhook.core.verify.RejectionReason.TOO_FAR_IN_FUTURE;
import static io.fswebhook.core.verify.RejectionReason.TOO_OLD;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

  private static final Instant SIGNED_AT = Instant.parse("2020-01-01T00:00:00Z");
  private static final Duration MAX_AGE = Duration.ofHours(24);
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private final Verifier.TimeWindow window = new Verifier.TimeWindow(MAX_AGE, MAX_SKEW);

  @Test
  void exactly_the_maximum_age_is_accepted() {
    accepts(SIGNED_AT, SIGNED_AT.plus(MAX_AGE));
  }

  @Test
  void a_nanosecond_more_than_the_maximum_age_is_too_old() {
    rejects(
        SIGNED_AT,
        SIGNED_AT.plus(MAX_AGE).plusNanos(1),
        TOO_OLD,
        "t is PT24H old, fs.webhook.signature.max-age is PT24H");
  }

  @Test
  void too_old_says_how_old() {
    rejects(
        SIGNED_AT,
        SIGNED_AT.plus(Duration.ofDays(3)).plusMillis(1500),
        TOO_OLD,
        "t is PT72H1.5S old, fs.webhook.signature.max-age is PT24H");
  }

  @Test
  void exactly_the_maximum_skew_is_accepted() {
    accepts(SIGNED_AT, SIGNED_AT.minus(MAX_SKEW));
  }

  @Test
  void a_nanosecond_more_than_the_maximum_skew_is_too_far_in_the_future() {
    rejects(
        SIGNED_AT,
        SIGNED_AT.minus(MAX_SKEW).minusNanos(1),
        TOO_FAR_IN_FUTURE,
        "t is PT5M in the future, fs.webhook.signature.max-skew is PT5M: compare the clocks");
  }

  @Test
  void milliseconds_are_called_milliseconds() {
    rejects(
        Instant.ofEpochSecond(1577836800_000L),
        SIGNED_AT,
        TOO_FAR_IN_FUTURE,
        "t looks like milliseconds, must be seconds");
  }

  @Test
  void bounds_of_zero_take_the_same_moment_only() {
    Verifier.TimeWindow zero = new Verifier.TimeWindow(Duration.ZERO, Duration.ZERO);

    assertThatCode(() -> zero.requireWithin(SIGNED_AT, SIGNED_AT)).doesNotThrowAnyException();
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> zero.requireWithin(SIGNED_AT, SIGNED_AT.plusNanos(1)));
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> zero.requireWithin(SIGNED_AT, SIGNED_AT.minusNanos(1)));
  }

  @Test
  void bounds_larger_than_all_time_take_everything() {
    Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
    Verifier.TimeWindow endless = new Verifier.TimeWindow(forever, forever);

    assertThatCode(() -> endless.requireWithin(Instant.EPOCH, SIGNED_AT))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> endless.requireWithin(Instant.ofEpochSecond(999_999_999_999_999L), SIGNED_AT))
        .doesNotThrowAnyException();
  }

  @Test
  void a_scheme_without_a_time_has_nothing_to_check() {
    assertThatCode(() -> window.requireWithin(null, SIGNED_AT)).doesNotThrowAnyException();
  }

  private void accepts(Instant signedAt, Instant receivedAt) {
    assertThatCode(() -> window.requireWithin(signedAt, receivedAt)).doesNotThrowAnyException();
  }

  private void rejects(
      Instant signedAt, Instant receivedAt, RejectionReason reason, String message) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> window.requireWithin(signedAt, receivedAt))
        .withMessage(message)
        .returns(reason, RejectedException::reason);
  }
}
