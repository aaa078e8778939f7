package io.fswebhook.core.inbox;

/**
 * What a replay did.
 *
 * @param begunAgain tasks that were finished, or not there, and are due now with no attempt yet
 * @param broughtForward tasks that waited for their next attempt, which is due now
 */
public record Replayed(long begunAgain, long broughtForward) {

  public static final Replayed NOTHING = new Replayed(0, 0);

  public Replayed plus(Replayed other) {
    return new Replayed(begunAgain + other.begunAgain, broughtForward + other.broughtForward);
  }
}
