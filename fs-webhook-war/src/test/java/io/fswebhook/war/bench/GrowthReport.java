package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The growth of an inbox as tables and curves. */
final class GrowthReport {

  private final List<GrowthStep> steps;

  GrowthReport(List<GrowthStep> steps) {
    this.steps = List.copyOf(steps);
  }

  void write(BenchmarkOptions options) throws IOException, InterruptedException {
    String part = "growth-" + options.inbox();
    StringBuilder text =
        new StringBuilder("\n" + ReportPage.measuredOn(options))
            .append(" Starts are after a crash, with caches ")
            .append(ColdStart.dropCaches() ? "dropped." : "warm: dropping them was not permitted.")
            .append("\n\n")
            .append(receipts())
            .append('\n')
            .append(reads());
    Path page = options.page();
    if (page != null) {
      Path images = page.resolveSibling("images");
      Files.createDirectories(images);
      Files.writeString(images.resolve(part + "-receipts.svg"), ratios().svg());
      Files.writeString(images.resolve(part + "-reads.svg"), millis().svg());
      text.append("\n![Receipts as the inbox grows](images/" + part + "-receipts.svg)\n");
      text.append("\n![Reads as the inbox grows](images/" + part + "-reads.svg)\n");
    }
    ReportPage.write(page, part, text.toString());
  }

  private String receipts() {
    StringBuilder table =
        new StringBuilder(
                "| stored | GB on disk | receipts/s | of a small inbox | of bare Jersey | start to ready | with an empty inbox |\n")
            .append("|---|---|---|---|---|---|---|\n");
    for (GrowthStep step : steps) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %,d | %.2f | %,.0f | %.2f | %.2f | %,.0f ms | %,.0f ms |%n",
              step.stored(),
              step.bytes() / 1e9,
              step.receipts(),
              step.receipts() / step.small(),
              step.receipts() / step.bare(),
              step.start(),
              step.emptyStart()));
    }
    return table.toString();
  }

  private String reads() {
    List<String> names = GrowthStep.names(steps);
    StringBuilder table = new StringBuilder("| stored | " + String.join(" | ", names) + " |\n");
    table.append("|---".repeat(names.size() + 1)).append("|\n");
    for (GrowthStep step : steps) {
      table.append(String.format(Locale.ROOT, "| %,d |", step.stored()));
      step.millis()
          .values()
          .forEach(millis -> table.append(String.format(Locale.ROOT, " %.1f ms |", millis)));
      table.append('\n');
    }
    return table.toString();
  }

  private LineChart ratios() {
    LineChart chart = new LineChart("Receipts per second, as a ratio", "stored");
    add(chart, "to a small inbox", step -> step.receipts() / step.small());
    add(chart, "to bare Jersey", step -> step.receipts() / step.bare());
    return chart;
  }

  private LineChart millis() {
    LineChart chart = new LineChart("Milliseconds", "stored");
    GrowthStep.names(steps)
        .forEach(name -> add(chart, name, step -> step.millis().getOrDefault(name, Double.NaN)));
    return chart;
  }

  private void add(LineChart chart, String name, ToDoubleFunction<GrowthStep> figure) {
    chart.add(
        name,
        steps.stream()
            .map(step -> new LineChart.Point(step.stored(), figure.applyAsDouble(step)))
            .toList());
  }
}
