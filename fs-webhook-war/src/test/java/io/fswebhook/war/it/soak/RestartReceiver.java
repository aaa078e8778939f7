package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** SIGTERM, and a start at once. */
final class RestartReceiver implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    Node node = site.anyNode(random);
    node.stop();
    node.startAgain();
  }
}
