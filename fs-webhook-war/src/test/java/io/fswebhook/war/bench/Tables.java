package io.fswebhook.war.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results as Markdown. */
final class Tables {

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder ratios = new StringBuilder("| ratio | |\n|---|---|\n");

  void add(String title, List<Contender> contenders) {
    text.append(table(title, contenders));
  }

  /** Above those that are there. */
  void addFirst(String title, List<Contender> contenders) {
    text.insert(0, table(title, contenders));
  }

  /** Those with the baseline among them. */
  static String table(String title, List<Contender> contenders) {
    Contender baseline =
        contenders.stream()
            .filter(each -> each.name().equals(Contenders.BASELINE))
            .findFirst()
            .orElseThrow();
    StringBuilder table = new StringBuilder("\n" + title + ":\n\n");
    table.append(
        "| | requests/s (least to most) | of bare Jersey | p50 | p99 | written per request |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (Contender each : contenders) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f (%,.0f to %,.0f) | %.2f | %.1f ms | %.1f ms | %.1f KB |%n",
              each.name(),
              each.perSecond(),
              each.least(),
              each.most(),
              each.perSecond() / baseline.perSecond(),
              each.p50Millis(),
              each.p99Millis(),
              each.kilobytesWritten()));
    }
    return table.toString();
  }

  /** At the top rate, with 64 connections. */
  void ratios(Contenders contenders) {
    ToDoubleFunction<Contender> rate = Contender::perSecond;
    ratio(contenders, "receipts", rate, Contenders.SQLITE, Contenders.BASELINE);
    ratio(contenders, "receipts", rate, Contenders.POSTGRESQL, Contenders.BASELINE);
    ratio(contenders, "receipts", rate, Contenders.SQLITE, Contenders.FASTIFY);
    ratio(contenders, "receipts", rate, Contenders.POSTGRESQL, Contenders.FASTIFY_POSTGRESQL);
    ratio(contenders, "receipts", rate, Contenders.STREAM, Contenders.SQLITE);
    ratio(contenders, "stored and handled", rate, Contenders.HANDLED, Contenders.SQLITE);
    ratio(contenders, "20 filters", rate, Contenders.FILTERED, Contenders.ONE_HANDLER);
    ToDoubleFunction<Contender> p99 = Contender::p99Millis;
    ratio(contenders, "p99 at the top rate", p99, Contenders.SQLITE, Contenders.BASELINE);
    ratio(contenders, "p99 at the top rate", p99, Contenders.POSTGRESQL, Contenders.BASELINE);
  }

  void ratioOfOpenLoop(Contenders contenders) {
    ToDoubleFunction<Contender> p99 = Contender::p99Millis;
    ratio(contenders, "p99 at half of the rate", p99, Contenders.SQLITE, Contenders.BASELINE);
  }

  private void ratio(
      Contenders contenders, String what, ToDoubleFunction<Contender> figure, String a, String b) {
    contenders
        .find(a)
        .ifPresent(
            first ->
                contenders
                    .find(b)
                    .ifPresent(
                        second ->
                            ratios.append(
                                String.format(
                                    Locale.ROOT,
                                    "| %s: %s / %s | %.2f |%n",
                                    what,
                                    a,
                                    b,
                                    figure.applyAsDouble(first) / figure.applyAsDouble(second)))));
  }

  void finish(BenchmarkOptions options, Measure measure, Contenders contenders) throws IOException {
    String foot = note("Not measured", contenders.missing()) + notWarm(contenders.all());
    ReportPage.write(options.page(), "receipts", measure.head(options) + ratios + text + foot);
  }

  /** Says which of them had too little time for it. */
  static String notWarm(List<Contender> contenders) {
    return note(
        "Not warm: rates still varied by 3 % or more, or compilers were at work, after the warm-up",
        contenders.stream().filter(Contender::needsWarmUp).map(Contender::name).toList());
  }

  private static String note(String what, List<String> names) {
    return names.isEmpty() ? "" : "\n" + what + ": " + String.join("; ", names) + ".\n";
  }
}
