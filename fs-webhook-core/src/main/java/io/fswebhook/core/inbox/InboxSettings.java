package io.fswebhook.core.inbox;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how deliveries are kept.
 *
 * @param sameBodyIsDuplicate whether an equal body of the same organisation that carries its own
 *     time is a duplicate although it is signed anew
 * @param retention how long finished deliveries are kept
 */
public record InboxSettings(
    InboxPlace place, boolean sameBodyIsDuplicate, Duration retention, InboxLimits limits) {

  /** In an SQLite file, with the default limits. */
  public InboxSettings(Path file, boolean sameBodyIsDuplicate, Duration retention) {
    this(new InboxPlace.File(file), sameBodyIsDuplicate, retention, InboxLimits.DEFAULT);
  }
}
