package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** The jar is deleted, and copied some seconds later. */
final class RemovePlugin implements Fault {

  /** Long enough to be noticed. */
  static final Duration AT_LEAST = Duration.ofSeconds(4);

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    site.changing().remove();
    try {
      Fault.last(AT_LEAST.plus(length));
    } finally {
      site.changing().replace();
    }
  }
}
