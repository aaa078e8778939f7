package io.fswebhook.war.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.fswebhook.api.testkit.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the console shows, and lets people do, when something is wrong. */
abstract class ConsoleFaultsContract extends ConsoleFixture {

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
    Locator rows = page.locator(".dense tbody tr");
    Eventually.holds(
        "three dead letters",
        Duration.ofMillis(LIMIT_MILLIS),
        () -> {
          page.reload();
          page.locator("h1").waitFor();
          page.waitForFunction("() => !document.querySelector('.loading')");
          return rows.count() == 3;
        });
    assertThat(page.locator(".groups tbody tr")).hasCount(1);
    assertThat(page.locator(".groups .number").last()).hasText("3");
    assertThat(page.locator(".groups")).containsText("never heard of that");
    assertThat(page.locator(".dense td.error").first()).containsText("never heard of that");

    Locator dialog = page.getByRole(AriaRole.DIALOG);
    page.locator(".dense .pick input").nth(1).check();
    page.locator(".dense .pick input").nth(2).check();
    console.button("Discard 2 selected…").click();
    assertThat(dialog.locator(".count")).hasText("2 deliveries (2 dead)");
    page.keyboard().press("Escape");
    console.go("dead-letters?text=bulk-1");
    assertThat(rows).hasCount(1);
    console.button("Replay all that match…").click();
    assertThat(dialog.locator(".count")).hasText("1 delivery (1 dead)");
    page.keyboard().press("Escape");
    console.go("dead-letters");

    Files.delete(mood());
    console.button("Replay all that match…").click();
    assertThat(dialog.locator(".count")).hasText("3 deliveries (3 dead)");
    console.inDialog("Replay 3 deliveries").click();
    assertThat(page.locator(".notice")).containsText("3 tasks restarted");
    assertThat(page.locator(".empty")).containsText("No dead letters");
    String outcome = "3 succeeded, 0 failed again, 0 still open";
    assertThat(page.locator(".operation")).containsText(outcome);
    page.locator(".operation a").click();
    assertThat(page.locator("h1")).containsText("Replay");
    assertThat(page.locator(".progress")).containsText(outcome);
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
    assertThat(page.getByLabel("Pending of Moody")).hasText("1");
    console.button("Resume Moody").click();
    assertThat(card.locator(".badge")).containsText("Running");
    assertThat(page.getByLabel("Pending of Moody")).hasCount(0);
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
  @Order(12)
  void a_handler_whose_jar_is_gone_is_what_the_overview_begins_with() throws Exception {
    console.logIn(TOKEN, "overview");
    Files.delete(plugins().resolve("moody.jar"));
    Locator worries = page.locator(".worry");
    assertThat(worries.first()).containsText("No handler");
    assertThat(worries.first().locator(".badge")).hasClass("badge bad");

    String id = Sender.idIn(sender.sendNote("nobody-handles-it"));
    Locator waiting = worries.filter(new Locator.FilterOptions().setHasText("is not running"));
    assertThat(waiting).containsText("1 task");
    waiting.locator("a").click();
    assertThat(page.locator("h1")).hasText("Moody");
    assertThat(page.locator(".badge").first()).containsText("Not running");
    assertThat(page.getByLabel("Pending of Moody")).hasText("1");
    console.go("deliveries/" + id);
    assertThat(page.locator(".due")).containsText("until its handler runs");
  }

  @Test
  @Order(13)
  void a_receiver_that_is_gone_leaves_nothing_green() {
    console.logIn(TOKEN, "overview");
    assertThat(page.locator(".tile.ok")).containsText("Ready");
    stop();

    assertThat(page.locator(".banner")).containsText("does not answer");
    assertThat(page.locator("main")).hasClass("stale");
    browser.takeComplaints();
  }
}
