package io.fswebhook.war.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.fswebhook.api.testkit.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The console as somebody uses it, on one receiver whose state grows from test to test: only the
 * first run has to be the first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ConsoleContract extends ConsoleFixture {

  private static final List<String> PAGES =
      List.of(
          "overview",
          "deliveries",
          "dead-letters",
          "rejections",
          "handlers",
          "plugins",
          "audit",
          "set-up",
          "nothing-like-it");

  @Test
  @Order(1)
  void the_first_run_leads_to_a_test_event_that_arrives_while_one_looks() {
    console.logIn(TOKEN, "");

    assertThat(page.locator("h1")).hasText("Connect FullStory");
    assertThat(page.locator(".steps")).containsText(root.resolve("webhook").toString());
    assertThat(page.locator(".steps .badge").first()).containsText("Set");
    console.button("Send test event").click();
    assertThat(page.locator(".arrived")).containsText("Arrived");
    assertThat(page.locator(".arrived li")).containsText("Moody");
    assertThat(page.locator(".arrived li .badge")).containsText("Succeeded");
    assertThat(page.locator(".intro")).containsText("The first event has arrived");
    assertThat(page.locator("h1")).hasText("Connect FullStory");
    page.locator(".arrived a").first().click();
    assertThat(page.locator("h1")).containsText("note.created");
    assertThat(page.locator("h1 .tag")).hasText("test");
  }

  @Test
  @Order(2)
  void a_wrong_token_is_refused_in_words_and_the_right_one_leads_where_one_wanted_to_go() {
    console.open("handlers");
    page.getByLabel("Access token").fill("no-such-token");
    console.button("Log in").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("not valid");
    // The browser writes the 401 down too, which is meant here.
    assertThat(browser.takeComplaints()).allMatch(line -> line.contains("/api/v1/session"));

    page.getByLabel("Access token").fill(TOKEN);
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Handlers");
    assertThat(page.locator(".who .name")).hasText("admin operator");

    console.button("Log out").click();
    assertThat(page.locator("h1")).hasText("Log in");
    page.reload();
    assertThat(page.locator("h1")).hasText("Log in");
  }

  @Test
  @Order(3)
  void a_new_delivery_is_announced_and_moves_nothing_until_it_is_asked_for() throws Exception {
    sender.sendNote("before");
    console.logIn(TOKEN, "deliveries");
    Locator rows = page.locator(".list tbody tr");
    assertThat(rows.first()).containsText("Succeeded");
    int before = rows.count();
    console.watchShifts();

    Sender.idIn(sender.sendNote("while-looking"));
    assertThat(page.locator(".news button")).hasText("1 new delivery: show");
    assertThat(rows).hasCount(before);
    assertThat(console.shifts()).isEmpty();
    page.locator(".news button").click();
    assertThat(rows).hasCount(before + 1);
    assertThat(rows.first().locator(".badge")).containsText("Succeeded");
  }

  @Test
  @Order(4)
  void a_handler_that_fails_says_why_and_a_replay_mends_it() throws Exception {
    Files.createFile(mood());
    String id = Sender.idIn(sender.sendNote("failing"));
    console.logIn(TOKEN, "deliveries/" + id);
    Locator task = page.locator(".task");
    assertThat(task.locator("> .task-head .badge")).containsText("Dead");
    assertThat(task).containsText("the target has never heard of that <b>customer</b>");

    Files.delete(mood());
    console.button("Replay to Moody").click();
    console.inDialog("Replay").click();
    assertThat(task.locator("> .task-head .badge")).containsText("Succeeded");
    assertThat(task.locator(".attempt")).hasCount(2);
  }

  @Test
  @Order(5)
  void all_that_is_dead_is_replayed_after_it_was_counted() throws Exception {
    Files.createFile(mood());
    console.logIn(TOKEN, "dead-letters");
    for (int i = 0; i < 3; i++) {
      Sender.idIn(sender.sendNote("bulk-" + i));
    }
    Locator rows = page.locator(".list tbody tr");
    Eventually.holds(
        "three dead letters",
        java.time.Duration.ofMillis(LIMIT_MILLIS),
        () -> {
          page.reload();
          page.locator("h1").waitFor();
          page.waitForFunction("() => !document.querySelector('.loading')");
          return rows.count() == 3;
        });
    assertThat(page.locator(".causes")).containsText("never heard of that");

    Files.delete(mood());
    console.button("Replay all that match…").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator(".count")).hasText("3 deliveries (3 dead)");
    console.inDialog("Replay 3 deliveries").click();
    assertThat(page.locator(".notice")).containsText("3 tasks restarted");
    assertThat(page.locator(".empty")).containsText("No dead letters");
    console.go("audit");
    assertThat(page.locator(".list tbody tr").first()).containsText("admin");
    assertThat(page.locator(".list tbody tr").first()).containsText("Replayed");
  }

  @Test
  @Order(6)
  void a_paused_handler_lets_deliveries_wait_until_it_is_resumed() throws Exception {
    console.logIn(TOKEN, "handlers");
    Locator card = page.locator(".card");
    console.button("Pause Moody").click();
    console.inDialog("Pause").click();
    assertThat(card.locator(".badge")).containsText("Paused");

    Sender.idIn(sender.sendNote("waits"));
    assertThat(page.getByLabel("Pending for Moody")).hasText("1");
    console.button("Resume Moody").click();
    assertThat(card.locator(".badge")).containsText("Running");
    assertThat(page.getByLabel("Pending for Moody")).hasCount(0);
  }

  @Test
  @Order(7)
  void a_wrong_secret_is_explained() throws Exception {
    console.logIn(TOKEN, "rejections");
    byte[] body = "{\"eventName\":\"note.created\",\"data\":{}}".getBytes(StandardCharsets.UTF_8);
    String signature = new WebhookSigner("another-secret", "ORG1").sign(body, Instant.now());
    Sender.Signed wrong = new Sender.Signed(new String(body, StandardCharsets.UTF_8), signature);
    assertThat(sender.sendAsync(wrong).join().statusCode()).isEqualTo(401);

    page.locator(".list .row").first().click();
    assertThat(page.locator("h1")).hasText("Wrong signature");
    assertThat(page.locator(".explanation"))
        .containsText("the endpoint in FullStory has a different secret");
  }

  @Test
  @Order(8)
  void a_script_in_a_body_is_a_text() throws Exception {
    String text = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>";
    String id =
        Sender.idIn(
            sender.send(
                "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"text\":\""
                    + text
                    + "\",\"url\":\"javascript:window.hacked=1\"}}"));
    console.logIn(TOKEN, "deliveries/" + id);

    assertThat(page.locator(".body")).containsText(text);
    assertThat(page.locator(".body img, .body script, .body a")).hasCount(0);
    console.button("Raw").click();
    assertThat(page.locator(".body.raw")).containsText(text);
    console.go("deliveries?text=" + text.substring(0, 8));
    assertThat(page.locator(".list tbody tr")).hasCount(1);
    assertThat(page.evaluate("() => window.hacked")).isNull();
  }

  @Test
  @Order(9)
  void every_page_keeps_nobody_out_in_light_and_dark() {
    console.logIn(TOKEN, "overview");
    for (var scheme : com.microsoft.playwright.options.ColorScheme.values()) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (String name : PAGES) {
        console.go(name);
        assertThat(Axe.violationsIn(page)).as(name + " " + scheme).isEmpty();
      }
    }
  }

  @Test
  @Order(10)
  void the_keyboard_is_enough() {
    console.logIn(TOKEN, "audit");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).isFocused();

    page.keyboard().press("g");
    page.keyboard().press("d");
    assertThat(page.locator("h1")).hasText("Deliveries");
    page.keyboard().press("/");
    assertThat(page.getByLabel("Text in the body")).isFocused();
    page.keyboard().type("?g h");
    assertThat(page.locator("dialog")).hasCount(0);

    page.getByLabel("Keyboard shortcuts").focus();
    page.keyboard().press("?");
    assertThat(console.inDialog("Close")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.getByLabel("Keyboard shortcuts")).isFocused();
    assertThat(page.locator("h1")).hasText("Deliveries");
  }
}
