package io.fswebhook.war.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the pages say needs doing, and what they ask the API to do. */
class ConsoleActionsIT extends SampleWindow {

  @Test
  void what_needs_attention_comes_first_and_leads_to_where_one_acts() {
    Page page = open("overview");
    Locator items = page.locator(".worry");

    assertThat(items.first()).containsText("7 tasks are pending for CrashAlarm");
    assertThat(items.first().locator(".badge")).hasClass("badge bad");
    assertThat(items.first().locator("a")).hasAttribute("href", "#/handlers/CrashAlarm");
    assertThat(page.locator("nav .count-badge")).containsText("5");
    assertThat(page.locator(".tile").filter(new Locator.FilterOptions().setHasText("received")))
        .containsText("last hour");
    items.first().locator("a").click();
    assertThat(page.locator("h1")).hasText("CrashAlarm");
    assertThat(page.locator(".note").first()).containsText("com.example.Pager");
  }

  @Test
  void a_card_tells_what_is_now_from_what_was_since_the_start() {
    Page page = open("handlers");
    Locator chat = page.getByRole(AriaRole.REGION, named("ChatAlert"));

    assertThat(chat.getByLabel("Retrying of ChatAlert")).hasText("96");
    assertThat(chat.getByLabel("Dead letters of ChatAlert")).hasText("12");
    assertThat(chat.locator(".headers")).containsText("1,841 attempts succeeded");
    chat.locator("h2 a").click();
    assertThat(page.getByRole(AriaRole.IMG)).hasCount(2);
    assertThat(page.locator(".list.rows")).containsText("Where alerts are sent.");
    page.getByLabel("Retrying of ChatAlert").click();
    assertThat(page).hasURL(java.util.regex.Pattern.compile("handler=ChatAlert&state=retrying$"));
  }

  @Test
  void an_attempt_says_what_came_of_it_and_a_task_why_it_waits() {
    Page page = open("delivery");
    Locator task = page.getByRole(AriaRole.REGION, named("ChatAlert"));

    assertThat(task.locator(".due")).containsText("circuit");
    assertThat(task.locator(".attempt .badge").last()).containsText("Failed, will retry");
    assertThat(task.locator(".attempt .badge").first()).containsText("Failed, retried");
    assertThat(task.locator(".response")).containsText("503 <html><body>Back at ten.");
    Locator ordered = page.getByRole(AriaRole.REGION, named("shop"));
    assertThat(ordered.locator(".due")).hasText("waits for an earlier delivery of the same order");
    assertThat(ordered.locator(".due a"))
        .hasAttribute("href", "#/deliveries/01a2092a-67fa-7cf9-a0d2-fd0e313c7d23");
  }

  @Test
  void a_handlers_rules_are_shown_and_changed_ones_are_tried_on_deliveries() {
    Page page = open("handler");
    Locator rules = page.locator(".block").filter(hasHeading(page, "Rules"));
    assertThat(rules).containsText("metric.alert, note.*");
    assertThat(rules).containsText("data.country in");
    assertThat(rules).containsText("data.user.id, a dead task holds up those after it");
    assertThat(rules).containsText("10/PT1S");
    assertThat(rules).containsText("Header X-Team");
    assertThat(page.getByLabel("Filter")).hasValue(java.util.regex.Pattern.compile("^data.value"));

    page.getByLabel("Filter").fill("data.value > 5");
    assertThat(sent(page, page.getByRole(AriaRole.BUTTON, named("Try"))))
        .startsWith("{\"filter\":\"data.value > 5\",\"body\":\"{");
    assertThat(
            page.getByText("Matches: 1, does not match: 1, fails: 1, of the last 200 deliveries."))
        .isVisible();
    assertThat(page.locator(".response-text")).containsText("Rage clicks rose to 250");
  }

  @Test
  void a_delivery_says_why_handlers_have_no_task() {
    Page page = open("delivery");

    assertThat(page.getByText("No task for crm: its filter did not match.")).isVisible();
    assertThat(page.getByText("No task for mail: its setting events leaves this event out."))
        .isVisible();
    assertThat(page.getByText("No task for mirror: it was not subscribed to this event yet"))
        .isVisible();
    assertThat(page.getByText("No task for CrashAlarm: it does not subscribe to this event."))
        .isVisible();
  }

  private static Locator.FilterOptions hasHeading(Page page, String heading) {
    return new Locator.FilterOptions().setHas(page.getByRole(AriaRole.HEADING, named(heading)));
  }

  @Test
  void dead_letters_are_grouped_by_error_and_a_group_filters_the_list() {
    Page page = open("dead-letters");
    assertThat(page.locator(".dense td.error").first()).containsText("HttpTimeoutException");
    Locator group = page.locator(".groups tbody tr").last();
    assertThat(group).containsText("channel_not_found");
    assertThat(group.locator(".number")).hasText("3");

    Request asked =
        page.waitForRequest("**/api/v1/deliveries?*error=*", () -> group.locator(".row").click());
    assertThat(asked.url()).contains("handler=ChatAlert", "error=c4d2a90be1138f60", "state=dead");
    assertThat(page.locator(".groups .selected")).hasCount(1);
    assertThat(sent(page, "Replay all that match…"))
        .contains("\"error\":\"c4d2a90be1138f60\"", "\"handler\":\"ChatAlert\"");
  }

  @Test
  void what_is_selected_or_matches_a_text_is_all_that_an_action_is_for() {
    Page page = open("dead-letters");
    go(page, "dead-letters?text=cart");
    assertThat(sent(page, "Discard all that match…"))
        .contains("\"text\":\"cart\"", "\"dryRun\":true")
        .doesNotContain("ids");
    page.keyboard().press("Escape");

    List<Locator> boxes = page.locator("tbody .pick input").all();
    boxes.get(0).check();
    boxes.get(2).check();
    assertThat(sent(page, "Replay 2 selected…"))
        .containsPattern("\"ids\":\\[\"[^\"]+\",\"[^\"]+\"]");
    page.keyboard().press("Escape");
    go(page, "dead-letters");
    assertThat(page.getByText("Replay all that match…")).isVisible();
  }

  @Test
  void deliveries_are_deleted_by_a_filter_and_never_without() {
    Page page = open("deliveries");
    assertThat(page.locator(".dense")).isVisible();
    assertThat(page.getByText("Delete all that match…")).hasCount(0);

    go(page, "deliveries?text=ann&state=succeeded&cursor=x");
    assertThat(sent(page, "Delete all that match…"))
        .contains("\"text\":\"ann\"", "\"state\":\"succeeded\"", "\"dryRun\":true")
        .doesNotContain("cursor");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("state succeeded");
    Request deleted =
        page.waitForRequest(
            url -> url.method().equals("POST"),
            () -> dialog.getByText("Delete 12 deliveries").click());
    assertThat(deleted.url()).endsWith("/deliveries/delete");
    assertThat(deleted.postData()).contains("\"dryRun\":false");
    assertThat(page.locator(".operation")).isVisible();
  }

  @Test
  void an_empty_list_that_is_filtered_does_not_claim_that_all_is_well() {
    window.route(
        "**/api/v1/deliveries?*",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions().setBody("{\"items\":[]}")));
    Page page = open("dead-letters");
    go(page, "dead-letters?handler=HttpForward");

    assertThat(page.locator(".empty")).containsText("No dead letter matches.");
    assertThat(page.locator(".empty")).containsText("There may be others");
  }

  @Test
  void an_operation_shows_its_progress_and_outcome_and_can_be_cancelled() {
    Page page = open("dead-letters-replay");
    page.getByRole(AriaRole.DIALOG).getByText("Replay 12 deliveries").click();
    Locator progress = page.locator(".operation");
    assertThat(progress).containsText("21,403 succeeded, 3,096 failed again, 501 still open");
    assertThat(progress.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "25000");
    assertThat(page.locator(".notice a")).hasAttribute("href", "#/operations/7");

    progress.getByText("Details").click();
    assertThat(page.locator("h1")).hasText("Replay 7");
    page.getByText("Cancel operation").click();
    assertThat(page.locator("main .badge")).containsText("Cancelled");
    go(page, "operations");
    assertThat(page.locator(".list tbody tr")).hasCount(4);
  }

  @Test
  void an_alert_is_acknowledged_with_a_note() {
    Page page = open("alerts");
    assertThat(page.locator(".list tbody tr")).hasCount(3);
    assertThat(page.locator(".list")).containsText("Acknowledged by ada");
    page.getByText("Acknowledge…").first().click();
    page.getByLabel("Note").fill("on it");
    Locator confirm = page.getByRole(AriaRole.DIALOG).locator("button.primary");
    Request request = page.waitForRequest(url -> url.method().equals("POST"), confirm::click);

    assertThat(request.url()).endsWith("/alerts/3/acknowledge");
    assertThat(request.postData()).isEqualTo("{\"note\":\"on it\"}");
    assertThat(page.locator(".notice")).containsText("Acknowledged.");
  }

  @Test
  void id_and_body_are_copied_as_they_are() {
    window.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = open("delivery");
    page.getByText("Copy id").click();
    assertThat(page.getByText("Copied")).isVisible();
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(SampleData.DETAILED);
    page.getByText("Copy body").click();
    assertThat(page.evaluate("navigator.clipboard.readText()").toString())
        .startsWith("{\"eventName\":\"note.created\"");
  }

  /** The body of what a click asks for. */
  private static String sent(Page page, String button) {
    return sent(page, page.getByText(button));
  }

  private static String sent(Page page, Locator button) {
    Request request = page.waitForRequest(url -> url.method().equals("POST"), () -> button.click());
    return String.valueOf(request.postData());
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
