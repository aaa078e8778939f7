package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.fswebhook.war.it.Browser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A Tomcat that asks for its own users at the console, and knows them by a session elsewhere. */
class TomcatUsersIT extends ServerUsersContract {

  @Override
  Server layOut(Path folder) throws Exception {
    Path installation = Distribution.of("Tomcat", "tomcat10").unpacked();
    Tomcat tomcat = new Tomcat("tomcat", installation, folder);
    DeployPage page = DeployPage.of("tomcat");
    Path host = Files.createDirectories(tomcat.base.resolve("conf/Catalina/localhost"));
    Files.writeString(
        tomcat.base.resolve("conf/tomcat-users.xml"),
        page.block("xml", "<tomcat-users")
            .replace(
                "</tomcat-users>",
                "<user username=\"%s\" password=\"change-me\" roles=\"manager-gui\"/></tomcat-users>"
                    .formatted(STRANGER)));
    Files.writeString(host.resolve("web.xml.default"), page.block("xml", "<security-constraint>"));
    Files.writeString(host.resolve("fs-webhook.xml"), page.block("xml", "alwaysUseSession"));
    return tomcat;
  }

  @Override
  Requests.Request as(String user, Requests.Request request) throws Exception {
    return request.with("Cookie", cookieIn(page(user)));
  }

  /** The console, as a browser asks for it once the user has typed name and password. */
  private HttpResponse<String> page(String user) throws Exception {
    return withPassword(user, requests().to("console/")).method("GET", NOTHING);
  }

  @Test
  void nobody_is_asked_who_it_is_at_the_console() throws Exception {
    HttpResponse<String> page = requests().get("console/");

    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void the_console_is_served_to_users_with_a_role() throws Exception {
    HttpResponse<String> page = page(OPERATOR);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<script");
    assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Strict", "Path=/fs-webhook");
    assertThat(page(STRANGER).statusCode()).isEqualTo(403);
  }

  @Test
  void who_has_typed_name_and_password_needs_no_token_in_the_console() throws Exception {
    URI console = uri().resolve("console/");
    NewContextOptions typed = new NewContextOptions().setHttpCredentials(OPERATOR, "change-me");
    assertThat(whoIsIn(typed, console.toString())).isEqualTo("ann operator");

    String address = console.toString().replace("://", "://" + VIEWER + ":change-me@");
    assertThat(whoIsIn(new NewContextOptions(), address)).isEqualTo("bob viewer");
  }

  private static String whoIsIn(NewContextOptions window, String address) {
    try (Browser browser = Browser.start();
        BrowserContext context = browser.window(window)) {
      Page page = context.newPage();
      page.navigate(address);
      String who = page.locator(".who .name").textContent();
      assertThat(browser.takeComplaints()).isEmpty();
      return who;
    }
  }
}
