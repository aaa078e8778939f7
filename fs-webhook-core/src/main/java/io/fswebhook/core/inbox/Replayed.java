package io.fswebhook.core.inbox;

/**
 * The result of a replay.
 *
 * @param begunAgain finished or missing tasks that are now pending, without any attempt
 * @param broughtForward retrying tasks whose next attempt is due now
 */
public record Replayed(long begunAgain, long broughtForward) {

  public static final Replayed NOTHING = new Replayed(0, 0);

  public Replayed plus(Replayed other) {
    return new Replayed(begunAgain + other.begunAgain, broughtForward + other.broughtForward);
  }
}
