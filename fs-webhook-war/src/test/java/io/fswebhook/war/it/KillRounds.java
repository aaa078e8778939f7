package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Starts a receiver, loads it, kills it at a random moment, again and again. */
final class KillRounds {

  private static final int SENDERS = 8;
  private static final int BEFORE_KILL = 50;

  private final Callable<WarProcess> start;
  private final RecorderPlugin recorder;
  private final Random random = new Random(20261123);
  private @Nullable Load load;
  private Duration longestStall = Duration.ZERO;

  KillRounds(Callable<WarProcess> start, RecorderPlugin recorder) {
    this.start = start;
    this.recorder = recorder;
  }

  void run(int kills) throws Exception {
    for (int kill = 0; kill < kills; kill++) {
      loadAndKill();
    }
  }

  private void loadAndKill() throws Exception {
    try (WarProcess war = start.call()) {
      URI base = war.awaitListening();
      try (Load load = load(base)) {
        load.awaitMore(BEFORE_KILL);
        LockSupport.parkNanos(Duration.ofMillis(200 + random.nextInt(800)).toNanos());
        war.kill();
        longestStall =
            load.longestStall().compareTo(longestStall) > 0 ? load.longestStall() : longestStall;
      }
    }
  }

  /** As much as they can: what is on its way at the kill is what counts. */
  private Load load(URI base) {
    Load before = load;
    Load next =
        before == null
            ? Load.on(List.of(base), SENDERS, Duration.ZERO)
            : before.continuedOn(List.of(base), SENDERS);
    load = next;
    return next;
  }

  /** After one more start everything that was answered is handled; prints the figures. */
  void assertNothingIsLostAfterAStart(String database, int kills) throws Exception {
    try (WarProcess war = start.call()) {
      war.awaitListening();
      assertNothingIsLost(database, kills);
    }
  }

  /** Of a receiver that runs again. */
  void assertNothingIsLost(String database, int kills) throws Exception {
    Load all = load;
    assertThat(all).isNotNull();
    Eventually.holds(
        "every acknowledged delivery is handled",
        Duration.ofMinutes(2),
        () -> recorder.ids().containsAll(all.acknowledged()));
    all.assertNoneIsStoredTwice();
    System.out.printf(
        "%s: %d kills, %d deliveries answered 200, 0 lost, %d handled again, longest stall of"
            + " receipts between start and kill %d ms%n",
        database, kills, all.acknowledged().size(), handledAgain(), longestStall.toMillis());
  }

  private int handledAgain() throws IOException {
    return recorder.handled().size() - recorder.ids().size();
  }
}
