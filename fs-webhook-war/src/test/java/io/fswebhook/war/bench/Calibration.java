package io.fswebhook.war.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** How fast the machine is now: a fixed amount of work on every processor at once. */
final class Calibration {

  private static final int BLOCKS = 4_000;
  private static final byte[] BLOCK = new byte[64 << 10];

  /** A sample counts while the machine is within this factor of the best it has been. */
  private static final double SLOW = 1.10;

  /** Nanoseconds that a server gets to finish what it left for later. */
  private static final long MOST_WAITING = 2_000_000_000;

  private double best = Double.MAX_VALUE;

  /** Learns the best of some tries. */
  void learn() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      isFast();
    }
  }

  private boolean isFast() throws InterruptedException {
    double seconds = seconds();
    best = Math.min(best, seconds);
    return seconds <= best * SLOW;
  }

  /** Whether the machine is fast, or is so within some seconds. */
  boolean awaitFast() throws InterruptedException {
    long begin = System.nanoTime();
    while (!isFast()) {
      if (System.nanoTime() - begin > MOST_WAITING) {
        return false;
      }
    }
    return true;
  }

  private static double seconds() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(Calibration::work, "calibration");
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void work() {
    CRC32 sum = new CRC32();
    for (int i = 0; i < BLOCKS; i++) {
      sum.update(BLOCK);
    }
    if (sum.getValue() == 0) {
      throw new IllegalStateException("the sum of zeros is not zero");
    }
  }
}
