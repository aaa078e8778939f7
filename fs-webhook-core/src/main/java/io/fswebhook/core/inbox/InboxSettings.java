package io.fswebhook.core.inbox;

import java.nio.file.Path;

/**
 * Where and how deliveries are kept.
 *
 * @param sameBodyIsDuplicate whether an equal body of the same organisation that carries its own
 *     time is a duplicate although it is signed anew
 * @param retention how long deliveries are kept
 */
public record InboxSettings(
    InboxPlace place, boolean sameBodyIsDuplicate, Retention retention, InboxLimits limits) {

  /** In an SQLite file, with the default limits. */
  public InboxSettings(Path file, boolean sameBodyIsDuplicate, Retention retention) {
    this(new InboxPlace.File(file), sameBodyIsDuplicate, retention, InboxLimits.DEFAULT);
  }
}
