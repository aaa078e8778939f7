package io.fswebhook.war.bench;

import io.fswebhook.war.it.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is measured in turn with the others. */
final class Contender {

  private static final int LIKE = 3;
  private static final double ALIKE = 0.03;
  private static final Duration TO_HANDLE = Duration.ofMinutes(1);

  private final String name;
  private final List<Integer> ports;
  private final Events.Kind events;
  private final @Nullable HandledCount handled;
  private final Backlog backlog;
  private final List<Double> warmUps = new ArrayList<>();
  private final List<Counted> counted = new ArrayList<>();
  private boolean compiled;
  private long answered;

  /** A sample that counts, and what the disk wrote meanwhile. */
  private record Counted(Sample sample, long bytesWritten) {}

  /**
   * What is up.
   *
   * @param handled counts what its handler has handled so far; null where answers are what counts
   */
  Contender(String name, Events.Kind events, List<Integer> ports, @Nullable HandledCount handled) {
    this(name, events, ports, handled, handled == null ? Backlog.NONE : handled);
  }

  private Contender(
      String name,
      Events.Kind events,
      List<Integer> ports,
      @Nullable HandledCount handled,
      Backlog backlog) {
    this.name = name;
    this.events = events;
    this.ports = ports;
    this.handled = handled;
    this.backlog = backlog;
  }

  /** One whose deliveries are stored by somebody else. */
  static Contender inFrontOf(Backlog backlog, String name, List<Integer> ports) {
    return new Contender(name, Events.Kind.FULLSTORY, ports, null, backlog);
  }

  /** A sample of its answers, or of what it handled meanwhile. */
  Sample sample(Take take) throws IOException {
    long before = handled == null ? 0 : handled.now();
    long begin = System.nanoTime();
    Sample answers = take.sample();
    answered += answers.answers();
    if (handled == null) {
      return answers;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Sample((handled.now() - before) / seconds, answers.latency());
  }

  /** Sends requests for the time of a sample. */
  interface Take {

    Sample sample() throws IOException;
  }

  /** In all of its samples, those that do not count included. */
  long answered() {
    return answered;
  }

  String name() {
    return name;
  }

  Events events(int size) {
    return new Events(events, size);
  }

  LoadClient client(int connections) {
    return new LoadClient(ports, connections);
  }

  /** Until three rounds in a row differ by less than 3 %, and nothing is compiled any more. */
  boolean needsWarmUp() {
    if (warmUps.size() < LIKE || !compiled) {
      return true;
    }
    List<Double> last = warmUps.subList(warmUps.size() - LIKE, warmUps.size());
    return Collections.max(last) / Collections.min(last) - 1 >= ALIKE;
  }

  /**
   * A round is over.
   *
   * @param idle whether the compilers had next to nothing to do
   */
  void warmedUp(Sample sample, boolean idle) {
    warmUps.add(sample.perSecond());
    compiled = idle;
  }

  /** About as many requests as it answers in that time. */
  int expected(Duration length) {
    double perSecond = warmUps.isEmpty() ? 10_000 : warmUps.get(warmUps.size() - 1);
    return (int) (perSecond * length.toMillis() / 1000 * 1.2);
  }

  /** Until nothing is left to do of what it was sent. */
  void awaitIdle() throws Exception {
    Eventually.holds("all is stored and handled", TO_HANDLE, backlog::isEmpty);
  }

  void count(Sample sample, long bytesWritten) {
    counted.add(new Counted(sample, bytesWritten));
  }

  /** Forgets what was counted under other conditions. */
  void begin() {
    counted.clear();
  }

  boolean isCounted() {
    return !counted.isEmpty();
  }

  double perSecond() {
    return median(each -> each.sample.perSecond());
  }

  double least() {
    return counted.stream().mapToDouble(each -> each.sample.perSecond()).min().orElse(Double.NaN);
  }

  double most() {
    return counted.stream().mapToDouble(each -> each.sample.perSecond()).max().orElse(Double.NaN);
  }

  double p50Millis() {
    return median(each -> each.sample.p50Millis());
  }

  double p99Millis() {
    return median(each -> each.sample.p99Millis());
  }

  double kilobytesWritten() {
    return median(each -> each.bytesWritten / 1000.0 / each.sample.answers());
  }

  private double median(ToDoubleFunction<Counted> figure) {
    double[] sorted = counted.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
