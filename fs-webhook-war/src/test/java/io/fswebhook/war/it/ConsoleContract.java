package io.fswebhook.war.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The console as somebody uses it, on one receiver whose state grows from test to test: only the
 * first run has to be the first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ConsoleContract extends ConsoleFaultsContract {

  @Test
  @Order(1)
  void the_first_run_leads_to_a_test_event_that_arrives_while_one_looks() {
    console.logIn(TOKEN, "");

    assertThat(page.locator("h1")).hasText("Connect FullStory");
    assertThat(page.locator(".steps").first()).containsText(root.resolve("webhook").toString());
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
    assertThat(rows.first().locator(".chips .badge")).containsText("1 ✓");
    int before = rows.count();
    console.watchShifts();

    Sender.idIn(sender.sendNote("while-looking"));
    assertThat(page.locator(".news button")).hasText("1 new delivery: show");
    assertThat(rows).hasCount(before);
    assertThat(console.shifts()).isEmpty();
    page.locator(".news button").click();
    assertThat(rows).hasCount(before + 1);
    assertThat(rows.first().locator(".chips .badge")).containsText("1 ✓");
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

  @Test
  @Order(11)
  void the_command_that_is_copied_replays_the_delivery() throws Exception {
    String id = Sender.idIn(sender.sendNote("by-command"));
    console.logIn(TOKEN, "deliveries/" + id);
    assertThat(page.locator(".attempt")).hasCount(1);
    Path token = Files.writeString(mood().resolveSibling("token"), TOKEN + "\n");
    String command =
        page.locator(".command").innerText().replace("fs-webhook-home/admin-token", "" + token);

    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(command + "\n" + output).isZero();
    assertThat(page.locator(".attempt")).hasCount(2);
  }
}
