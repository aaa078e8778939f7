package io.fswebhook.war.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Latency at the top rate for minutes on end, so that checkpoints and vacuums fall into it: the
 * 99th percentile of each 15 seconds.
 */
final class LastingBenchmark {

  private static final int CONNECTIONS = 64;
  private static final int BODY = 700;
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final int WARM_UP_WINDOWS = 4;

  private LastingBenchmark() {}

  static void run(BenchmarkOptions options, Path folder) throws Exception {
    int windows = Math.max(1, (int) options.lasting().dividedBy(WINDOW));
    StringBuilder text =
        new StringBuilder("\n" + ReportPage.measuredOn(options))
            .append(
                String.format(
                    Locale.ROOT,
                    " %d windows of %d s on end, after %d of warm-up; 64 connections, 700 bytes.%n%n",
                    windows,
                    WINDOW.toSeconds(),
                    WARM_UP_WINDOWS))
            .append(
                "| | requests/s (worst window) | p99 (best to worst window) | worst of bare Jersey's median |\n")
            .append("|---|---|---|---|\n");
    try (Contenders contenders =
        Contenders.start(folder, name -> Contenders.MAIN.contains(name) && options.wants(name))) {
      double bare = Double.NaN;
      for (Contender contender : contenders.all()) {
        List<Sample> samples = samples(contender, windows);
        List<Double> p99 = samples.stream().map(Sample::p99Millis).toList();
        List<Double> rates = samples.stream().map(Sample::perSecond).toList();
        if (contender.name().equals(Contenders.BASELINE)) {
          bare = Medians.of(p99);
        }
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f) | %.1f ms (%.1f to %.1f) | %.1f |%n",
                contender.name(),
                Medians.of(rates),
                Collections.min(rates),
                Medians.of(p99),
                Collections.min(p99),
                Collections.max(p99),
                Collections.max(p99) / bare));
      }
    }
    ReportPage.write(options.page(), "lasting", text.toString());
  }

  /** Its requests are made under way: a pause to make them would be a rest for the server. */
  private static List<Sample> samples(Contender contender, int windows) throws Exception {
    List<Sample> all =
        contender
            .client(CONNECTIONS)
            .closed(
                contender.events(BODY),
                WINDOW,
                WARM_UP_WINDOWS + windows,
                each ->
                    System.out.printf(
                        Locale.ROOT,
                        "%-40s %,9.0f/s  p99 %6.1f ms%n",
                        contender.name(),
                        each.perSecond(),
                        each.p99Millis()));
    return all.subList(WARM_UP_WINDOWS, all.size());
  }
}
