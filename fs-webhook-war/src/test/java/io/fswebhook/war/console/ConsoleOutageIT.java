package io.fswebhook.war.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.fswebhook.war.it.Axe;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show when the receiver does not answer, and when it does again. */
@Tag("long")
class ConsoleOutageIT extends SampleWindow {

  /** Keeps for how long each timer of a poll is set. */
  private static final String PAUSES =
      """
      window.pauses = [];
      const set = window.setTimeout;
      window.setTimeout = (run, millis, ...rest) => {
        if (millis >= 1500) {
          window.pauses.push(millis);
        }
        return set(run, millis, ...rest);
      };
      """;

  /** So that the page cannot be back by itself, without a click. */
  private static final String CUT_UNTIL_A_CLICK =
      """
      () => {
        const fetch = window.fetch;
        window.fetch = () => Promise.reject(new TypeError("cut"));
        document.addEventListener("click", () => { window.fetch = fetch; }, true);
      }
      """;

  private static final String COLOUR = "element => getComputedStyle(element).color";

  /** A browser writes down every request that fails, which is meant here. */
  @AfterEach
  void theOutageWasMeant() {
    browser.takeComplaints();
  }

  private void cut() {
    window.route("**/api/v1/**", route -> route.abort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overview",
        "deliveries",
        "delivery",
        "dead-letters",
        "rejection",
        "handler",
        "plugins",
        "operation",
        "audit",
        "set-up"
      })
  void every_page_says_so_and_as_of_when_its_values_are(String name) {
    Page page = open(name);
    cut();
    page.evaluate("window.dispatchEvent(new Event('online'))");

    assertThat(page.locator(".banner")).containsText(Pattern.compile("as of \\d\\d:\\d\\d:\\d\\d"));
    assertThat(page.locator(".live")).hasText("Not live");
    assertThat(page.locator("main")).hasClass("stale");
    assertThat(page.locator("h1")).isVisible();
  }

  @Test
  void no_value_keeps_a_colour_that_claims_something_and_all_is_back_with_the_receiver() {
    Page page = open("overview");
    Locator ready = page.locator(".tile.ok .value");
    Object green = ready.evaluate(COLOUR);
    page.evaluate(CUT_UNTIL_A_CLICK);
    page.locator("main.stale").waitFor();

    Object grey = page.locator(".tile .word").first().evaluate(COLOUR);
    assertThat(ready.evaluate(COLOUR)).isEqualTo(grey).isNotEqualTo(green);
    assertThat(Axe.violationsIn(page)).isEmpty();

    page.getByText("Try now").click();
    assertThat(page.locator(".live")).hasText("Live");
    assertThat(page.locator(".banner")).isEmpty();
    assertThat(ready.evaluate(COLOUR)).isEqualTo(green);
  }

  @Test
  void a_page_that_fails_while_the_receiver_answers_says_as_of_when_it_is() {
    Page page = open("deliveries");
    window.route(
        "**/api/v1/deliveries*",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions()
                    .setStatus(503)
                    .setBody("{\"code\":\"inbox-unavailable\"}")));

    assertThat(page.locator(".problem")).containsText(Pattern.compile("as of \\d\\d:\\d\\d"));
    assertThat(page.locator(".list tbody tr")).hasCount(24);
    assertThat(page.locator(".live")).hasText("Live");
  }

  @Test
  void a_page_is_asked_for_every_two_seconds_while_it_is_seen_and_not_otherwise() {
    window.clock().install();
    AtomicInteger asked = new AtomicInteger();
    Page page = open("deliveries");
    page.onRequest(request -> asked.incrementAndGet());
    page.waitForRequest("**/api/v1/deliveries", () -> page.clock().runFor(2_000));

    show(page, "hidden");
    page.clock().runFor(4_000);
    asked.set(0);
    page.clock().runFor(60_000);
    assertThat(asked).hasValue(0);
    page.waitForRequest("**/api/v1/deliveries", () -> show(page, "visible"));
  }

  /** As a browser does when another tab is chosen. */
  private static void show(Page page, String visibility) {
    page.evaluate(
        """
        value => {
          Object.defineProperty(document, "visibilityState", { value, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """,
        visibility);
  }

  @Test
  void pauses_grow_while_the_receiver_does_not_answer_up_to_half_a_minute() {
    window.clock().install();
    window.addInitScript(PAUSES);
    Page page = open("audit");
    cut();
    page.evaluate("window.pauses = []");
    for (int failures = 1; failures <= 7; failures++) {
      page.clock().runFor(30_000);
      page.waitForFunction("failures => window.pauses.length >= failures", failures);
    }

    List<?> pauses = (List<?>) page.evaluate("window.pauses");
    assertThat(((Number) pauses.get(1)).doubleValue()).isBetween(4_000.0, 6_000.0);
    assertThat(((Number) pauses.get(6)).doubleValue()).isEqualTo(30_000.0);
  }
}
