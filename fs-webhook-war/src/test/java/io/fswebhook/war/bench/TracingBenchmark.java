package io.fswebhook.war.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Receipts with 1 % of them traced next to receipts without traces. Two processes of the same
 * receiver differ by more than that costs, by what their compilers happen to do, so there are
 * several of each.
 */
final class TracingBenchmark implements AutoCloseable {

  private static final int CONNECTIONS = 64;
  private static final int SMALL = 700;
  private static final int OF_EACH = 4;

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final List<Contender> untraced = new ArrayList<>();
  private final List<Contender> traced = new ArrayList<>();

  private TracingBenchmark() {}

  static void run(BenchmarkOptions options, Budget budget, Path folder) throws Exception {
    try (TracingBenchmark benchmark = new TracingBenchmark()) {
      List<Contender> all = benchmark.start(folder);
      Measure measure = new Measure(options.rounds(), budget);
      measure.warmUp(all, CONNECTIONS, SMALL);
      budget.plan(options.rounds() * all.size());
      measure.closed("64 connections,", all, CONNECTIONS, SMALL);
      ReportPage.write(
          options.page(),
          "tracing",
          measure.head(options) + benchmark.table() + Tables.notWarm(all));
    }
  }

  /** In turn, so that neither kind is always the first. */
  private List<Contender> start(Path folder) throws Exception {
    // One that keeps nothing: what it costs is paid by all, and is not the receivers' doing.
    BenchedServer collector = BenchedServer.ofClass(BareServer.class, "servlet");
    open.push(collector::close);
    Map<String, String> traces =
        Map.of(
            "otel.exporter.otlp.endpoint", collector.uri().toString(),
            "otel.traces.sampler", "parentbased_traceidratio",
            "otel.traces.sampler.arg", "0.01");
    List<Contender> all = new ArrayList<>();
    for (int i = 1; i <= OF_EACH; i++) {
      untraced.add(receiver(folder, "no traces, " + i, Map.of()));
      traced.add(receiver(folder, "1 % traced, " + i, traces));
      all.add(untraced.get(i - 1));
      all.add(traced.get(i - 1));
    }
    return all;
  }

  private Contender receiver(Path folder, String name, Map<String, String> settings)
      throws Exception {
    BenchedServer server = BenchedServer.ofWar(folder.resolve(name), settings);
    open.push(server::close);
    return new Contender(name, Events.Kind.FULLSTORY, List.of(server.port()), null);
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "1 %% traced / no traces: %.3f, of the means of %d receivers each.%n%n",
            mean(traced) / mean(untraced),
            OF_EACH));
    table.append("| | requests/s (least to most) |\n|---|---|\n");
    for (List<Contender> kind : List.of(untraced, traced)) {
      for (Contender each : kind) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f to %,.0f) |%n",
                each.name(),
                each.perSecond(),
                each.least(),
                each.most()));
      }
    }
    return table.toString();
  }

  private static double mean(List<Contender> contenders) {
    return contenders.stream().mapToDouble(Contender::perSecond).average().orElse(Double.NaN);
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
