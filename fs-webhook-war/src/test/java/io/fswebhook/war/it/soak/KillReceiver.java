package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** SIGKILL, and a start after a while. */
final class KillReceiver implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    Node node = site.anyNode(random);
    node.kill();
    Fault.last(length.dividedBy(3));
    node.startAgain();
  }
}
