package io.fswebhook.war.settings;

import java.time.Duration;

/** Bounds that several settings share. */
final class Limits {

  /** Ten years: far beyond use, far below what arithmetic on times can overflow. */
  static final Duration LONGEST = Duration.ofDays(3650);

  static final Duration SHORTEST = Duration.ofMillis(1);

  private Limits() {}
}
