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
 */
public record InboxSettings(
    InboxPlace place,
    boolean sameBodyIsDuplicate,
    Retention retention,
    InboxLimits limits,
    Duration signaturesKept) {

  /** Tolerates clocks that are off by less, and the delay between nodes. */
  private static final Duration MARGIN = Duration.ofHours(1);

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

  /** How long to remember signatures that verify for this long. */
  public static Duration signaturesKept(Duration maxAge, Duration maxSkew) {
    return maxAge.plus(maxSkew).plus(MARGIN);
  }
}
