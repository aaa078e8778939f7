package io.fswebhook.war.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is measured in turn with the others. */
final class Contender {

  private static final int LIKE = 3;
  private static final double ALIKE = 0.03;
  private static final int MOST_WARM_UPS = 20;

  private final String name;
  private final List<Integer> ports;
  private final String path;
  private final @Nullable HandledCount handled;
  private final List<Double> warmUps = new ArrayList<>();
  private final List<Counted> counted = new ArrayList<>();

  /** A sample that counts, and what the disk wrote meanwhile. */
  private record Counted(Sample sample, long bytesWritten) {}

  /**
   * What is up.
   *
   * @param handled counts what its handler has handled so far; null where answers are what counts
   */
  Contender(String name, String path, List<Integer> ports, @Nullable HandledCount handled) {
    this.name = name;
    this.path = path;
    this.ports = ports;
    this.handled = handled;
  }

  /** A sample of its answers, or of what it handled meanwhile. */
  Sample sample(Take take) throws IOException {
    if (handled == null) {
      return take.sample();
    }
    long before = handled.now();
    long begin = System.nanoTime();
    Sample answers = take.sample();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Sample((handled.now() - before) / seconds, answers.latency());
  }

  /** Sends requests for the time of a sample. */
  interface Take {

    Sample sample() throws IOException;
  }

  String name() {
    return name;
  }

  Events events(int size) {
    return new Events(path, size);
  }

  LoadClient client(int connections) {
    return new LoadClient(ports, connections);
  }

  /** Until three rounds in a row differ by less than 3 %. */
  boolean needsWarmUp() {
    if (warmUps.size() < LIKE) {
      return true;
    }
    if (warmUps.size() >= MOST_WARM_UPS) {
      return false;
    }
    List<Double> last = warmUps.subList(warmUps.size() - LIKE, warmUps.size());
    return Collections.max(last) / Collections.min(last) - 1 >= ALIKE;
  }

  void warmedUp(Sample sample) {
    warmUps.add(sample.perSecond());
  }

  /** About as many requests as it answers in that time. */
  int expected(double seconds) {
    return warmUps.isEmpty() ? 10_000 : (int) (warmUps.get(warmUps.size() - 1) * seconds * 1.2);
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
