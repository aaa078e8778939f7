package io.fswebhook.war.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the console shows of streams, with sample data. */
@Tag("long")
class ConsoleStreamsIT extends SampleWindow {

  @Test
  void the_set_up_shows_what_to_enter_in_fullstory_and_never_a_token() {
    Page page = open("set-up");
    Locator orders = page.getByRole(AriaRole.REGION, named("orders"));

    assertThat(orders).containsText("https://hooks.shop.example.com/streams/orders");
    assertThat(orders).containsText("Authorization: Bearer <token>");
    assertThat(orders).containsText("fs.webhook.streams.orders.tokens");
    assertThat(orders).containsText("/session_id, /event_time, /stream_name");
    assertThat(page.locator(".mapping")).containsText("event.0.app_url_event");
    Locator carts = page.getByRole(AriaRole.REGION, named("carts"));
    assertThat(carts).containsText("X-Cart-Token: <token>");
    assertThat(carts).containsText("accepted in place of the token");
    assertThat(page.getByRole(AriaRole.REGION, named("Settings to add")))
        .hasText("fs.webhook.streams.carts.duplicate-key=/session_id,/event_time,/stream_name");
  }

  @Test
  void operators_see_who_has_a_token_until_when() {
    Locator tokens = open("set-up").getByRole(AriaRole.REGION, named("Tokens"));

    assertThat(tokens.locator("tbody tr")).hasCount(3);
    assertThat(tokens).containsText("Expires soon");
    assertThat(open("viewer-set-up").getByRole(AriaRole.REGION, named("Tokens"))).hasCount(0);
  }

  @Test
  void without_a_stream_the_set_up_shows_the_settings_to_add() {
    Page page = open("first-run");

    assertThat(page.getByRole(AriaRole.REGION, named("Settings to add")))
        .containsText("fs.webhook.streams.orders.tokens=<token>");
    assertThat(page.locator("main")).containsText("https://hooks.shop.example.com/streams/orders");
    assertThat(page.getByText("Send to stream")).hasCount(0);
  }

  @Test
  void a_test_is_sent_to_the_chosen_stream() {
    Page page = open("set-up");
    page.getByLabel("Stream", new Page.GetByLabelOptions().setExact(true)).selectOption("orders");
    Request sent =
        page.waitForRequest(
            url -> url.method().equals("POST"), () -> page.getByText("Send to stream").click());

    assertThat(sent.postData()).isEqualTo("{\"stream\":\"orders\"}");
    assertThat(page.locator(".arrived .badge").first()).containsText("Arrived");
  }

  @Test
  void a_list_is_filtered_by_source_and_marks_what_violates_its_schema() {
    Page page = open("deliveries");
    Locator row =
        page.locator(".dense tbody tr")
            .filter(new Locator.FilterOptions().setHasText(SampleStreams.EVENT));
    assertThat(row).containsText("schema");
    assertThat(row.locator(".organisation")).hasText("–");

    Request asked =
        page.waitForRequest(
            "**/api/v1/deliveries?*source=*",
            () -> page.getByLabel("Source").selectOption("stream"));
    assertThat(asked.url()).contains("source=stream");
    row.locator(".row").click();
    assertThat(page.locator("h1")).hasText(SampleStreams.EVENT);
    assertThat(page.locator(".schema-error")).containsText("/order/total must be a number");
  }

  @Test
  void a_rejected_token_is_explained() {
    Page page = open("rejection-of-stream");

    assertThat(page.locator("h1")).hasText("Malformed token");
    assertThat(page.locator(".findings")).containsText("'Bearer <token>'");
    assertThat(page.locator(".headers")).containsText("Authorization: …[44 characters]");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
