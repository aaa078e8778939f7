package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.VerifySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explains what is wrong with the time of a genuine signature. */
record ExplainTime(VerifySettings settings) {

  /** As seconds the year 5138, as milliseconds 1973: no sender means seconds. */
  private static final long SURELY_MILLISECONDS = 100_000_000_000L;

  /** Empty when the time is acceptable or absent. */
  List<Finding> of(@Nullable String seconds, Instant receivedAt) {
    if (seconds == null) {
      return List.of();
    }
    if (!seconds.matches("[0-9]{1,15}")) {
      return found("time-form", "Part t must be 1 to 15 digits: the seconds since 1970.");
    }
    long number = Long.parseLong(seconds);
    if (number > SURELY_MILLISECONDS) {
      return found(
          "milliseconds",
          "The signature is valid, but its time t is in milliseconds: sign and send seconds.");
    }
    Duration age = Duration.between(Instant.ofEpochSecond(number), receivedAt);
    if (age.compareTo(settings.maxAge()) > 0) {
      return found(
          "too-old",
          String.format(
              Locale.ROOT,
              "The signature is valid, but it was made %s before the request arrived, and fs.webhook.signature.max-age is %s. If this machine's clock is right, either the request was delayed in transit, or someone replayed it; raise max-age only for a delay.",
              words(age),
              settings.maxAge()));
    }
    if (age.negated().compareTo(settings.maxSkew()) > 0) {
      return found(
          "too-far-in-future",
          String.format(
              Locale.ROOT,
              "The signature is valid, but by this machine's clock it was made %s after the request arrived, and fs.webhook.signature.max-skew is %s: this clock is slow, or the sender's is fast. Synchronize them.",
              words(age.negated()),
              settings.maxSkew()));
    }
    return List.of();
  }

  private static List<Finding> found(String code, String sentence) {
    return List.of(new Finding(code, true, sentence));
  }

  private static String words(Duration duration) {
    if (duration.toDays() > 2) {
      return duration.toDays() + " days";
    }
    if (duration.toHours() > 2) {
      return duration.toHours() + " hours";
    }
    if (duration.toMinutes() > 2) {
      return duration.toMinutes() + " minutes";
    }
    return duration.toSeconds() + " seconds";
  }
}
