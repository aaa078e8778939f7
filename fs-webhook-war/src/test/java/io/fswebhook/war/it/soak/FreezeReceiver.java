package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** It stands still, for longer than its lease at times, and goes on. */
final class FreezeReceiver implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    Node node = site.anyNode(random);
    node.signal("STOP");
    try {
      Fault.last(length);
    } finally {
      node.signal("CONT");
    }
    node.awaitReady();
  }
}
