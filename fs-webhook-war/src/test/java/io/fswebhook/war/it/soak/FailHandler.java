package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** Each attempt of a handler fails for a while. */
final class FailHandler implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    site.changing().fail();
    try {
      Fault.last(length);
    } finally {
      site.changing().mend();
    }
  }
}
