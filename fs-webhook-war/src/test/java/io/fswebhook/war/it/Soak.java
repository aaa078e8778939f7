package io.fswebhook.war.it;

import java.time.Duration;

/** How long the tests of faults go on: shortly in every build, longer in the profile soak. */
final class Soak {

  private Soak() {}

  /** How often a receiver is killed. */
  static int kills(int usual) {
    return Integer.getInteger("it.kills", usual);
  }

  /** How often a fault is repeated that takes a while. */
  static int rounds() {
    return Integer.getInteger("it.rounds", 1);
  }

  /** How long the database is away. */
  static Duration outage() {
    return Duration.parse(System.getProperty("it.outage", "PT5S"));
  }

  /**
   * How long a sender waits after each delivery: in every build, where other tests run beside it,
   * for what else is to be done on the machine.
   */
  static Duration pause() {
    return Duration.parse(System.getProperty("it.pause", "PT0.01S"));
  }

  /** How many connections strangers hold, of each kind. */
  static int hostileClients() {
    return Integer.getInteger("it.hostile", 300);
  }
}
