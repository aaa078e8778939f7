package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The results as Markdown. */
final class Tables {

  private static final String FROM = "<!-- written by the benchmark: from here -->\n";
  private static final String TO = "<!-- to here -->\n";

  private final StringBuilder text = new StringBuilder();
  private final List<String> missing;

  Tables(List<String> missing) {
    this.missing = missing;
  }

  void add(String title, List<Contender> contenders) {
    Contender baseline =
        contenders.stream()
            .filter(each -> each.name().equals(Contenders.BASELINE))
            .findFirst()
            .orElseThrow();
    text.append('\n').append(title).append(":\n\n");
    text.append(
        "| | requests/s (least to most) | of bare Jersey | p50 | p99 | written per request |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Contender each : contenders) {
      text.append(
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
  }

  void finish(BenchmarkOptions options, int discarded) throws IOException {
    String head =
        "\nCommit %s, %s, %s, %d processors, JDK %s. Median of %d samples of %s s; %d samples were discarded because the machine was slow.\n"
            .formatted(
                options.commit(),
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                options.rounds(),
                options.length().toMillis() / 1000.0,
                discarded);
    StringBuilder foot = new StringBuilder();
    missing.forEach(each -> foot.append("\nNot measured: ").append(each).append(".\n"));
    String all = head + text + foot;
    System.out.println(all);
    Path page = options.page();
    if (page != null) {
      write(page, all);
    }
  }

  private static void write(Path page, String tables) throws IOException {
    String before = Files.readString(page);
    int from = before.indexOf(FROM);
    int to = before.indexOf(TO);
    if (from < 0 || to < from) {
      throw new IOException(page + " has no place for the tables: " + FROM.strip());
    }
    Files.writeString(
        page, before.substring(0, from + FROM.length()) + tables + "\n" + before.substring(to));
  }
}
