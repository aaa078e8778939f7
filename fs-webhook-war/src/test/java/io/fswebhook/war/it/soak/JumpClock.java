package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The wall clock of one receiver is wrong by hours, or minutes, and is set right again. */
final class JumpClock implements Fault {

  private static final List<Duration> OFFSETS =
      List.of(
          Duration.ofHours(20),
          Duration.ofHours(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(-4),
          Duration.ofHours(-2));

  static Duration anyOffset(Random random) {
    return OFFSETS.get(random.nextInt(OFFSETS.size()));
  }

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    FakeClock clock = site.anyNode(random).requireClock();
    clock.set(anyOffset(random));
    try {
      Fault.last(length.plusSeconds(1));
    } finally {
      clock.set(Duration.ZERO);
    }
  }
}
