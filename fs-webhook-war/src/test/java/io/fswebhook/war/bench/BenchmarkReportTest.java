package io.fswebhook.war.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkReportTest {

  private static final Path PAGE = Path.of("..", "docs", "performance.md");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receipts",
        "steps",
        "start",
        "lasting",
        "growth-sqlite",
        "growth-postgresql",
        "kafka",
        "tracing"
      })
  void the_page_has_a_place_for_each_part(String part) throws IOException {
    Path copy = Files.copy(PAGE, folder.resolve("performance.md"));

    ReportPage.write(copy, part, "first\n");
    ReportPage.write(copy, part, "measured\n");

    assertThat(copy)
        .content()
        .contains(part + ": from here -->\nmeasured\n")
        .doesNotContain("first\n");
    assertThat(Files.readString(copy)).contains("## Measure it yourself");
  }

  @Test
  void the_page_on_scale_has_a_place_for_the_plan() throws IOException {
    Path copy = Files.copy(PAGE.resolveSibling("scale.md"), folder.resolve("scale.md"));

    ReportPage.write(copy, "scale", "measured\n");

    assertThat(copy).content().contains("scale: from here -->\nmeasured\n");
  }

  @Test
  void a_page_without_a_place_is_named() throws IOException {
    Path page = Files.writeString(folder.resolve("page.md"), "nothing");

    assertThatThrownBy(() -> ReportPage.write(page, "receipts", "measured"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(page.toString(), "<!-- receipts: from here -->");
  }

  @Test
  void a_chart_is_well_formed_and_has_each_curve() throws Exception {
    LineChart chart = new LineChart("Title", "stored");
    chart.add("first", List.of(new LineChart.Point(0, 1), new LineChart.Point(10_000_000, 0.9)));
    chart.add("second", List.of(new LineChart.Point(0, 0), new LineChart.Point(5, 0)));

    byte[] svg = chart.svg().getBytes(StandardCharsets.UTF_8);

    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg))
                .getElementsByTagName("circle")
                .getLength())
        .isEqualTo(4);
    assertThat(chart.svg()).contains(">first<", ">second<", "10.0 million").doesNotContain("NaN");
  }

  @Test
  void samples_share_out_the_time_that_is_left() {
    Budget budget = new Budget(Duration.ofSeconds(100));
    budget.plan(40);

    assertThat(budget.next()).isBetween(Duration.ofMillis(1_300), Duration.ofMillis(1_500));
    assertThat(budget.hasRoom()).isFalse();

    budget.plan(10);
    assertThat(budget.next()).isEqualTo(Duration.ofSeconds(4));
    assertThat(budget.hasRoom()).isTrue();
  }

  @Test
  void a_budget_that_is_used_up_leaves_short_samples() {
    Budget budget = new Budget(Duration.ZERO);
    budget.plan(10);

    assertThat(budget.next()).isEqualTo(Duration.ofMillis(500));
    assertThat(budget.hasRoom()).isFalse();
  }
}
