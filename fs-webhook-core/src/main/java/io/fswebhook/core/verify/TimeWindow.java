package io.fswebhook.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bounds how long before or after its receipt a request may have been signed. */
record TimeWindow(Duration maxAge, Duration maxSkew) {

  /** As seconds in the year 5138, as milliseconds in 1973: no sender means the seconds. */
  private static final Instant SURELY_MILLISECONDS = Instant.ofEpochSecond(100_000_000_000L);

  /** A scheme without a time has nothing to check. */
  void requireWithin(@Nullable Instant signedAt, Instant receivedAt)
      throws SignatureRejectedException {
    if (signedAt == null) {
      return;
    }
    Duration age = Duration.between(signedAt, receivedAt);
    if (age.compareTo(maxAge) > 0) {
      throw new SignatureRejectedException(
          RejectionReason.TOO_OLD,
          String.format(
              Locale.ROOT, "t is %s old, fs.webhook.signature.max-age is %s", text(age), maxAge));
    }
    Duration skew = age.negated();
    if (skew.compareTo(maxSkew) > 0) {
      throw new SignatureRejectedException(
          RejectionReason.TOO_FAR_IN_FUTURE, future(signedAt, skew));
    }
  }

  private String future(Instant signedAt, Duration skew) {
    if (signedAt.isAfter(SURELY_MILLISECONDS)) {
      return "t looks like milliseconds, must be seconds";
    }
    return String.format(
        Locale.ROOT,
        "t is %s in the future, fs.webhook.signature.max-skew is %s: compare the clocks",
        text(skew),
        maxSkew);
  }

  private static Duration text(Duration duration) {
    return duration.truncatedTo(ChronoUnit.MILLIS);
  }
}
