package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;

/** SIGKILL, a start while the wall clock is wrong, and a clock that is set right only then. */
final class StartWithWrongClock implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    Node node = site.anyNode(random);
    FakeClock clock = node.requireClock();
    node.kill();
    clock.set(JumpClock.anyOffset(random));
    try {
      node.startAgain();
      Fault.last(length);
    } finally {
      clock.set(Duration.ZERO);
    }
  }
}
