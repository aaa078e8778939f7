package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** The jar is deleted, then half of it is copied, then all of it. */
final class BreakPlugin implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    site.changing().spoil();
    try {
      Fault.last(RemovePlugin.AT_LEAST.plus(length));
    } finally {
      site.changing().replace();
    }
  }
}
