package io.fswebhook.war.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real Apache logs people in with OpenID Connect, as the page about security says. */
@EnabledOnOs(OS.LINUX) // every address of 127.0.0.0/8 is the machine's own
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdConnectIT {

  private static final String USER = "X-Forwarded-User";
  private static final String GROUPS = "X-Forwarded-Groups";
  private static final String ADMINS = "hooks-admins";

  private final HttpClient client = HttpClient.newHttpClient();
  private IdentityProvider provider;
  private WarProcess receiver;
  private ApacheServer apache;
  private Browser browser;
  private URI direct;
  private URI root;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    InstalledTool.require("apache2");
    browser = Browser.start();
    provider = new IdentityProvider();
    receiver =
        WarCommand.in(folder)
            .withSender()
            .java("-Dfs.webhook.home=" + folder.resolve("home"))
            .java("-Dfs.webhook.auth.proxy.addresses=" + ApacheServer.ADDRESS)
            .java("-Dfs.webhook.auth.proxy.operators=" + ADMINS)
            .java("-Dfs.webhook.http.forwarded=true")
            .start("serve", "--port", "0");
    direct = URI.create(receiver.awaitListening() + "/");
    apache = ApacheServer.start(folder, direct, provider);
    root = apache.root();
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable each : new AutoCloseable[] {browser, apache, receiver, provider}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  void whoever_logs_in_there_acts_in_the_console_by_that_name() {
    provider.user("ada@example.com", "staff", ADMINS);
    try (BrowserContext window = window()) {
      Page page = window.newPage();
      page.navigate(root + "console/#/set-up");
      page.locator(".live.live").waitFor();
      assertThat(page.locator("header")).containsText("ada@example.com");

      page.getByText("Send test event").click();
      page.locator(".arrived .badge").first().waitFor();
      page.navigate(root + "console/#/audit");
      assertThat(page.locator("tbody tr").first()).containsText("ada@example.com");

      APIResponse forged =
          page.request()
              .get(
                  root + "api/v1/session",
                  RequestOptions.create()
                      .setHeader(USER, "eve@example.com")
                      .setHeader(GROUPS, "none"));
      assertThat(forged.text()).contains("ada@example.com", "operator").doesNotContain("eve");
    }
    assertThat(browser.takeComplaints()).isEmpty();
  }

  @Test
  void a_member_of_no_group_gets_no_further() {
    provider.user("guest@example.com", "staff");
    try (BrowserContext window = window()) {
      Page page = window.newPage();
      page.navigate(root + "console/");
      APIResponse session = page.request().get(root + "api/v1/session");

      assertThat(session.status()).isEqualTo(403);
      assertThat(session.text()).contains("fs.webhook.auth.proxy.operators");
    }
    assertThat(browser.takeComplaints()).allMatch(each -> each.contains("status of 403"));
  }

  @Test
  void the_headers_count_from_apache_only() throws Exception {
    assertThat(session(direct).statusCode()).isEqualTo(401);
    HttpResponse<String> unauthenticated = session(root);
    assertThat(unauthenticated.statusCode()).isEqualTo(401);
    assertThat(unauthenticated.body()).doesNotContain("eve@example.com");
  }

  @Test
  void fullstory_needs_no_login() throws Exception {
    assertThat(new Sender(root.resolve("webhook")).sendNote("1").statusCode()).isEqualTo(200);
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(root.resolve("health/ready")).build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> session(URI base) throws Exception {
    return client.send(
        HttpRequest.newBuilder(base.resolve("api/v1/session"))
            .header(USER, "eve@example.com")
            .header(GROUPS, ADMINS)
            .header("X-Forwarded-For", ApacheServer.ADDRESS)
            .build(),
        BodyHandlers.ofString());
  }

  private BrowserContext window() {
    return browser.window(new com.microsoft.playwright.Browser.NewContextOptions());
  }
}
