package io.fswebhook.war.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Takes samples of contenders in turn, while the machine is as fast as it can be. */
final class Measure {

  /** A sample of an open loop is as long as this many others. */
  static final int OPEN_LENGTH = 2;

  private static final int MOST_TRIES = 3;
  private static final double OF_TIME_LEFT = 0.4;
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** Seconds of compilers in such a round. */
  private static final double NEARLY_IDLE = 0.1;

  private final Calibration calibration = new Calibration();
  private final int rounds;
  private final Budget budget;
  private int discarded;
  private int slow;

  Measure(int rounds, Budget budget) throws InterruptedException {
    this.rounds = rounds;
    this.budget = budget;
    calibration.learn();
  }

  /**
   * Each until its rate has levelled off and the compilers are nearly idle, or its share of the
   * time is up; one after the other, since a compiler at work for one server slows down the others.
   * The last one begins: those that are no JVM level off soon, and leave their time to the others.
   */
  void warmUp(List<Contender> contenders, int connections, int size) throws Exception {
    double end = budget.passed() + OF_TIME_LEFT * budget.left();
    for (int i = contenders.size() - 1; i >= 0; i--) {
      Contender contender = contenders.get(i);
      double until = budget.passed() + (end - budget.passed()) / (i + 1);
      do {
        double compiled = CompilerTime.seconds();
        Sample sample = closed(contender, connections, size, WARM_UP);
        contender.warmedUp(sample, CompilerTime.seconds() - compiled < NEARLY_IDLE);
        contender.awaitIdle();
        progress("warm-up", contender, sample);
      } while (contender.needsWarmUp() && budget.passed() < until);
    }
  }

  /** In turn, each connection with one request at a time. */
  void closed(String title, List<Contender> contenders, int connections, int size)
      throws Exception {
    contenders.forEach(Contender::begin);
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        counted(
            title + " " + round,
            contender,
            1,
            length -> closed(contender, connections, size, length));
      }
    }
  }

  private static Sample closed(Contender contender, int connections, int size, Duration length)
      throws IOException {
    Events events = contender.events(size);
    events.make(contender.expected(length));
    LoadClient client = contender.client(connections);
    return contender.sample(() -> client.closed(events, length));
  }

  /** In turn, requests at random times at a rate that does not depend on the answers. */
  void open(String title, List<Contender> contenders, double perSecond, int connections, int size)
      throws Exception {
    contenders.forEach(Contender::begin);
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        counted(
            title + " " + round,
            contender,
            OPEN_LENGTH,
            length -> {
              Events events = contender.events(size);
              events.make((int) (perSecond * length.toMillis() / 1000));
              return contender.client(connections).open(events, perSecond, length);
            });
      }
    }
  }

  /** Sends requests for some time. */
  private interface Take {

    Sample sample(Duration length) throws IOException;
  }

  private void counted(String title, Contender contender, int as, Take take) throws Exception {
    double begin = budget.passed();
    Duration length = budget.next().multipliedBy(as);
    for (int attempt = 1; ; attempt++) {
      boolean wasFast = calibration.awaitFast();
      long before = DiskWrites.bytes();
      Sample sample = take.sample(length);
      // First what the server has left for later, which would look like a slow machine.
      contender.awaitIdle();
      long written = DiskWrites.bytes() - before;
      boolean counts = wasFast && calibration.awaitFast();
      if (counts || attempt == MOST_TRIES || !budget.hasRoom()) {
        slow += counts ? 0 : 1;
        contender.count(sample, written);
        budget.taken(as, budget.passed() - begin - length.toMillis() / 1000.0);
        progress(title, contender, sample);
        return;
      }
      discarded++;
      progress(title + " (slow machine, once more)", contender, sample);
    }
  }

  /** Where, when and how it was measured. */
  String head(BenchmarkOptions options) throws IOException {
    return String.format(
        Locale.ROOT,
        "%n%s Median of %d samples; %d more were discarded because the machine was slow, and %d counted although it was.%n%n",
        ReportPage.measuredOn(options),
        rounds,
        discarded,
        slow);
  }

  private void progress(String title, Contender contender, Sample sample) {
    System.out.printf(
        Locale.ROOT,
        "%s  %-34s %-46s %,9.0f/s  p99 %6.1f ms%n",
        budget.progress(),
        title,
        contender.name(),
        sample.perSecond(),
        sample.p99Millis());
  }
}
