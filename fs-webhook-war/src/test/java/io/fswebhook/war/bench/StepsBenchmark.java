package io.fswebhook.war.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link StepBenchmarks} with JMH, in a process of its own. */
final class StepsBenchmark {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** A step, and the primitive beside it. */
  private record Pair(String step, String what, String primitive, String least) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("verify", "verify a request of 700 bytes", "hmac", "`Mac.doFinal`"),
          new Pair("parse", "parse it into an event", "tokens", "all tokens with Jackson"),
          new Pair("sign", "sign a body of 700 bytes", "hmac", "`Mac.doFinal`"),
          new Pair("encode", "encode a page of 50 deliveries", "generate", "`JsonGenerator`"));

  private StepsBenchmark() {}

  static void run(BenchmarkOptions options) throws Exception {
    Map<String, RunResult> results = results();
    StringBuilder text =
        new StringBuilder("\n" + ReportPage.measuredOn(options))
            .append(" Average of 4 rounds of a second, after 3 of warm-up.\n\n")
            .append("| step | time | allocated | beside it | time | allocated |\n")
            .append("|---|---|---|---|---|---|\n");
    for (Pair pair : PAIRS) {
      String step = figures(results, pair.step());
      String primitive = figures(results, pair.primitive());
      text.append(
          String.format("| %s | %s | %s | %s |%n", pair.what(), step, pair.least(), primitive));
    }
    ReportPage.write(options.page(), "steps", text.toString());
  }

  private static Map<String, RunResult> results() throws RunnerException {
    Collection<RunResult> all =
        new Runner(
                new OptionsBuilder()
                    .include(StepBenchmarks.class.getName())
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(4)
                    .measurementTime(TimeValue.seconds(1))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.NORMAL)
                    .shouldFailOnError(true)
                    .build())
            .run();
    return all.stream().collect(Collectors.toMap(StepsBenchmark::name, each -> each));
  }

  private static String name(RunResult result) {
    String name = result.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String figures(Map<String, RunResult> results, String name) {
    RunResult result = Objects.requireNonNull(results.get(name), name);
    String allocated =
        result.getSecondaryResults().keySet().stream()
            .filter(each -> each.endsWith(ALLOCATED))
            .findFirst()
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%.2f µs ± %.2f | %,.0f bytes",
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreError(),
        Objects.requireNonNull(result.getSecondaryResults().get(allocated)).getScore());
  }
}
