package io.fswebhook.war.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Takes samples of contenders in turn, while the machine is as fast as it can be. */
final class Measure {

  private static final int MOST_TRIES = 3;

  private final Calibration calibration = new Calibration();
  private final BenchmarkOptions options;
  private final long begin = System.nanoTime();
  private int discarded;

  Measure(BenchmarkOptions options) throws InterruptedException {
    this.options = options;
    calibration.learn();
  }

  /** How many samples did not count, because the machine was slow before or after them. */
  int discarded() {
    return discarded;
  }

  /** In turn, each until its rate has levelled off. */
  void warmUp(List<Contender> contenders, int connections, int size) throws Exception {
    while (contenders.stream().anyMatch(Contender::needsWarmUp)) {
      for (Contender contender : contenders) {
        if (contender.needsWarmUp()) {
          Sample sample = closed(contender, connections, size);
          contender.warmedUp(sample);
          progress("warm-up", contender, sample);
        }
      }
    }
  }

  /** In turn, each connection with one request at a time. */
  void closed(String title, List<Contender> contenders, int connections, int size)
      throws Exception {
    contenders.forEach(Contender::begin);
    for (int round = 1; round <= options.rounds(); round++) {
      for (Contender contender : contenders) {
        counted(title + " " + round, contender, () -> closed(contender, connections, size));
      }
    }
  }

  private Sample closed(Contender contender, int connections, int size) throws IOException {
    Events events = contender.events(size);
    events.make(contender.expected(options.length().toMillis() / 1000.0));
    LoadClient client = contender.client(connections);
    return contender.sample(() -> client.closed(events, options.length()));
  }

  /** In turn, requests at random times at a rate that does not depend on the answers. */
  void open(String title, List<Contender> contenders, double perSecond, int connections, int size)
      throws Exception {
    contenders.forEach(Contender::begin);
    Duration length = options.length().multipliedBy(2);
    for (int round = 1; round <= options.rounds(); round++) {
      for (Contender contender : contenders) {
        counted(
            title + " " + round,
            contender,
            () -> {
              Events events = contender.events(size);
              events.make((int) (perSecond * length.toMillis() / 1000));
              return contender.client(connections).open(events, perSecond, length);
            });
      }
    }
  }

  private void counted(String title, Contender contender, Contender.Take take) throws Exception {
    for (int attempt = 1; ; attempt++) {
      boolean wasFast = calibration.isFast();
      long before = DiskWrites.bytes();
      Sample sample = take.sample();
      long written = DiskWrites.bytes() - before;
      if ((wasFast && calibration.isFast()) || attempt == MOST_TRIES) {
        contender.count(sample, written);
        progress(title, contender, sample);
        return;
      }
      discarded++;
      progress(title + " (slow machine, once more)", contender, sample);
    }
  }

  private void progress(String title, Contender contender, Sample sample) {
    System.out.printf(
        Locale.ROOT,
        "%4d s  %-34s %-40s %,9.0f/s  p99 %6.1f ms%n",
        (System.nanoTime() - begin) / 1_000_000_000,
        title,
        contender.name(),
        sample.perSecond(),
        sample.p99Millis());
  }
}
