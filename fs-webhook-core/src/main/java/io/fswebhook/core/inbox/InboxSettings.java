package io.fswebhook.core.inbox;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how deliveries are stored.
 *
 * @param sameBodyIsDuplicate whether an equal body of the same organisation is a duplicate despite
 *     a new signature, if it carries its own time
 * @param retention how long deliveries are kept
 * @param signaturesKept how long a signature is remembered after its time, even if its delivery is
 *     deleted; longer than it can verify
 * @param behindTopic whether deliveries wait in a topic while the inbox is unavailable
 */
public record InboxSettings(
    InboxPlace place,
    boolean sameBodyIsDuplicate,
    Retention retention,
    InboxLimits limits,
    Duration signaturesKept,
    boolean behindTopic) {

  /** Tolerates clocks that are off by less, and the delay between nodes. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** Without a topic in front. */
  public InboxSettings(
      InboxPlace place,
      boolean sameBodyIsDuplicate,
      Retention retention,
      InboxLimits limits,
      Duration signaturesKept) {
    this(place, sameBodyIsDuplicate, retention, limits, signaturesKept, false);
  }

  /** For signatures that verify for the default time. */
  public InboxSettings(
      InboxPlace place, boolean sameBodyIsDuplicate, Retention retention, InboxLimits limits) {
    this(
        place,
        sameBodyIsDuplicate,
        retention,
        limits,
        signaturesKept(Duration.ofHours(24), Duration.ofMinutes(5)));
  }

  /** In an SQLite file, with the default limits. */
  public InboxSettings(Path file, boolean sameBodyIsDuplicate, Retention retention) {
    this(new InboxPlace.File(file), sameBodyIsDuplicate, retention, InboxLimits.DEFAULT);
  }

  /** The same, for another time. */
  public InboxSettings keepingFor(Retention changed, Duration signatures) {
    return new InboxSettings(place, sameBodyIsDuplicate, changed, limits, signatures, behindTopic);
  }

  /** The same, with a topic in front. */
  public InboxSettings withTopicInFront() {
    return new InboxSettings(place, sameBodyIsDuplicate, retention, limits, signaturesKept, true);
  }

  /** What becomes of deliveries while the inbox is unavailable. */
  public String meanwhile() {
    return behindTopic ? "deliveries wait in the topic" : "deliveries are answered 503";
  }

  /** How long to remember signatures that verify for this long. */
  public static Duration signaturesKept(Duration maxAge, Duration maxSkew) {
    return maxAge.plus(maxSkew).plus(MARGIN);
  }
}
