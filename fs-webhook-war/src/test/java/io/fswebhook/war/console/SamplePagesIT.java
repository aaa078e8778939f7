package io.fswebhook.war.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.fswebhook.war.it.Axe;
import io.fswebhook.war.it.Browser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages with sample data, which has more states than a receiver in a test gets into. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplePagesIT {

  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private Browser browser;
  private PreviewServer server;

  @BeforeAll
  void start() throws Exception {
    browser = Browser.start();
    server = PreviewServer.start();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static Stream<String> pages() {
    return SamplePages.names().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_keeps_nobody_out_in_light_and_dark_and_fits_a_phone(String name) {
    for (Look look : Look.values()) {
      try (BrowserContext window = browser.window(look.options())) {
        Page page = SamplePages.open(name, server, window);

        assertThat(Axe.violationsIn(page)).as(look.suffix()).isEmpty();
        assertThat(page.evaluate(OVERFLOW)).as(look.suffix()).isEqualTo(0);
      }
    }
    assertThat(browser.takeComplaints()).isEmpty();
  }

  @Test
  void a_viewer_is_told_why_actions_are_not_to_be_had() {
    try (BrowserContext window = browser.window(Look.LIGHT.options())) {
      Page page = SamplePages.open("viewer-handlers", server, window);
      List<Locator> actions = page.locator(".card-head button").all();

      assertThat(actions).isNotEmpty();
      for (Locator action : actions) {
        assertThat(action.isDisabled()).isTrue();
        assertThat(action.getAttribute("title")).contains("role viewer");
      }
      PlaywrightAssertions.assertThat(page.locator(".note.viewer")).containsText("operator");
    }
  }

  @Test
  void what_is_cut_off_says_so_and_keeps_what_it_shows() throws Exception {
    PreviewServer other = PreviewServer.start();
    try (BrowserContext window = browser.window(Look.LIGHT.options())) {
      Page page = SamplePages.open("deliveries", other, window);
      other.close();

      page.locator(".live.cut").waitFor();
      PlaywrightAssertions.assertThat(page.locator(".live")).hasText("Not live");
      PlaywrightAssertions.assertThat(page.locator(".list tbody tr")).hasCount(24);
    } finally {
      other.close();
      browser.takeComplaints();
    }
  }
}
