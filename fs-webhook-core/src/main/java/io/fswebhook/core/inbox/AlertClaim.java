package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the right to tell a target of an alert, which one node gets.
 *
 * @param last what the target was last told, as this node knows it; null for nothing
 */
public record AlertClaim(
    KeptAlert alert, String target, AlertNotice.Step step, @Nullable AlertNotice last) {

  /** The version that the notice has once it is claimed. */
  public long version() {
    return last == null ? 1 : last.version() + 1;
  }
}
