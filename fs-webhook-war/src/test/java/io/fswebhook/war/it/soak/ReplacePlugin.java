package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** Another version of the jar is moved over it. */
final class ReplacePlugin implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    site.changing().replace();
    Fault.last(length);
  }
}
