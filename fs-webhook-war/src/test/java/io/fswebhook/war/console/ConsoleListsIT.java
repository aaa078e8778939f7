package io.fswebhook.war.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How somebody finds the way in lists and charts, with sample data. */
@Tag("long")
class ConsoleListsIT extends SampleWindow {

  private static final int ONE_LINE = 36;
  private static final String IS_WIDE_ENOUGH =
      """
      field => {
        const own = field.offsetWidth;
        field.style.width = "max-content";
        return own >= field.offsetWidth;
      }
      """;

  @Test
  void a_row_is_one_line_and_says_on_demand_which_handler_is_in_which_state() {
    Page page = open("deliveries");
    for (Locator row : page.locator(".dense tbody tr").all()) {
      assertThat(row.boundingBox().height).isLessThanOrEqualTo(ONE_LINE);
    }
    Locator retrying =
        page.locator(".dense tbody tr").filter(new Locator.FilterOptions().setHasText("↻")).first();
    assertThat(retrying.locator(".chips .badge").first()).containsText("1 ↻");
    assertThat(retrying.locator(".tip")).isHidden();
    retrying.locator(".chips").hover();
    assertThat(retrying.locator(".tip")).containsText("ChatAlert");
    page.mouse().move(0, 0);
    assertThat(retrying.locator(".tip")).isHidden();
    page.keyboard().press("j");
    assertThat(page.locator(".row").first()).isFocused();
    assertThat(page.locator(".dense tbody tr").first().locator(".tip")).isVisible();
  }

  @Test
  void columns_are_chosen_and_remembered() {
    Page page = open("deliveries");
    assertThat(page.locator("th.error")).hasCount(0);
    page.locator(".columns summary").click();
    page.getByLabel("Last error").check();
    page.getByLabel("Size").uncheck();
    page.reload();

    assertThat(page.locator("th.error")).isVisible();
    assertThat(page.locator("th.size")).hasCount(0);
  }

  @Test
  void the_detail_leads_along_the_list_and_back_to_it_as_it_was_filtered() {
    Page page = open("deliveries");
    go(page, "deliveries?handler=ChatAlert&state=retrying");
    Locator second = page.locator(".dense .row").nth(1);
    String third = page.locator(".dense .row").nth(2).getAttribute("href");
    second.click();

    assertThat(page.getByText("Next ›")).hasAttribute("href", third);
    page.keyboard().press("k");
    assertThat(page.locator(".neighbours [rel=prev]")).hasCount(0);
    page.keyboard().press("j");
    assertThat(page.locator(".neighbours [rel=prev]")).isVisible();
    page.reload();
    assertThat(page.locator(".neighbours [rel=next]")).hasAttribute("href", third);
    page.keyboard().press("u");
    assertThat(page.locator("h1")).hasText("Deliveries");
    assertThat(page.url()).endsWith("#/deliveries?handler=ChatAlert&state=retrying");
  }

  @Test
  void a_time_is_chosen_by_a_preset_or_by_dragging_on_a_chart() {
    Page page = open("deliveries");
    Instant hourAgo = Instant.now().minusSeconds(3600);
    page.getByText("1 h", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForURL("**from=*");
    assertThat(parameter(page, "from"))
        .isBetween(hourAgo.minusSeconds(5), Instant.now().minusSeconds(3500));

    go(page, "overview");
    drag(page.locator(".plot .u-over").first(), 0.25, 0.5);
    assertThat(page.locator("h1")).hasText("Deliveries");
    Instant from = parameter(page, "from");
    assertThat(from.getEpochSecond() % 60).isZero();
    assertThat(Duration.between(from, parameter(page, "before")).toMinutes()).isBetween(14L, 17L);
  }

  @Test
  void a_chart_includes_the_current_minute_and_its_times_lead_to_lists() {
    Page page = open("overview");
    drag(page.locator(".plot .u-over").first(), 0.9, 0.999);
    assertThat(page.locator("h1")).hasText("Deliveries");
    assertThat(parameter(page, "before")).isAfter(Instant.now());

    go(page, "overview");
    page.locator(".as-table summary").first().click();
    page.locator(".as-table td a").first().click();

    assertThat(page.locator("h1")).hasText("Deliveries");
    assertThat(parameter(page, "from").plusSeconds(60)).isEqualTo(parameter(page, "before"));
  }

  @Test
  void filters_are_folded_on_a_phone_until_they_are_wanted() {
    try (BrowserContext phone = browser.window(Look.PHONE.options())) {
      Page page = SamplePages.open("deliveries", server, phone);
      assertThat(page.locator(".filters")).isHidden();
      page.locator(".fold").click();
      assertThat(page.getByLabel("Text in the body")).isVisible();
      page.getByLabel("State").selectOption("retrying");
      assertThat(page.locator(".fold")).hasText("Filter (1 set)");
    }
  }

  @Test
  void a_date_is_shown_whole() {
    Page page = open("deliveries");
    go(page, "deliveries?from=2026-11-27T22:33:44Z");
    Locator from = page.getByLabel("From");
    assertThat(from).isVisible();
    assertThat(from.evaluate(IS_WIDE_ENOUGH)).isEqualTo(true);
  }

  /** Across a chart, from and to a part of its width. */
  private static void drag(Locator plot, double from, double to) {
    plot.scrollIntoViewIfNeeded();
    BoundingBox box = plot.boundingBox();
    Mouse mouse = plot.page().mouse();
    mouse.move(box.x + from * box.width, box.y + 40);
    mouse.down();
    mouse.move(box.x + to * box.width, box.y + 40);
    mouse.up();
  }

  private static Instant parameter(Page page, String name) {
    String query = page.url().substring(page.url().indexOf('?') + 1);
    for (String each : query.split("&", -1)) {
      if (each.startsWith(name + "=")) {
        return Instant.parse(
            URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    throw new AssertionError(name + " is not in " + page.url());
  }
}
