package io.fswebhook.core.inbox;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how deliveries are kept.
 *
 * @param sameBodyIsDuplicate whether an equal body of the same organisation that carries its own
 *     time is a duplicate although it is signed anew
 * @param retention how long deliveries are kept
 * @param signaturesKept how long after it was made a signature is remembered, also when its
 *     delivery is deleted; longer than it can verify
 */
public record InboxSettings(
    InboxPlace place,
    boolean sameBodyIsDuplicate,
    Retention retention,
    InboxLimits limits,
    Duration signaturesKept) {

  /** Clocks that are off by less do no harm, and nodes learn from each other that late. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** For signatures that verify for as long as they do by default. */
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

  /** How long to remember signatures that verify for so long. */
  public static Duration signaturesKept(Duration maxAge, Duration maxSkew) {
    return maxAge.plus(maxSkew).plus(MARGIN);
  }
}
