package io.fswebhook.war.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.fswebhook.war.it.Axe;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages with sample data, which has more states than a receiver in a test gets into. */
@Tag("long")
class SamplePagesIT extends SampleWindow {

  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private static Stream<String> pages() {
    return SamplePages.names().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_keeps_nobody_out_in_light_and_dark_and_fits_a_phone(String name) {
    Page page = open(name);
    for (Look look : Look.values()) {
      look.on(page);

      assertThat(Axe.violationsIn(page)).as(look.suffix()).isEmpty();
      assertThat(page.evaluate(OVERFLOW)).as(look.suffix()).isEqualTo(0);
    }
  }

  @Test
  void a_viewer_is_told_why_actions_are_not_to_be_had() {
    Page page = open("viewer-handlers");
    List<Locator> actions = page.locator(".card-head button").all();

    assertThat(actions).isNotEmpty();
    for (Locator action : actions) {
      assertThat(action.isDisabled()).isTrue();
      assertThat(action.getAttribute("title")).contains("role viewer");
    }
    PlaywrightAssertions.assertThat(page.locator(".note.viewer")).containsText("operator");
  }
}
