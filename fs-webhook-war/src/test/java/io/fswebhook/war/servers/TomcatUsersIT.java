package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Sender;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A Tomcat that asks for its own users at the console, as its page says. */
@Tag("server")
@DefaultServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TomcatUsersIT {

  private static final String CONTEXT = "fs-webhook";
  private static final String OPERATOR = "ann";
  private static final String VIEWER = "bob";

  /** A user of other applications alone. */
  private static final String STRANGER = "eve";

  private static final Pattern CSRF_TOKEN = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");
  private static final byte[] NOTHING = new byte[0];

  private Tomcat tomcat;
  private ServerProcess process;
  private Requests requests;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path installation = Distribution.of("Tomcat", "tomcat10").unpacked();
    tomcat = new Tomcat("tomcat", installation, folder.resolve("tomcat"));
    DeployPage page = DeployPage.of("tomcat");
    Path host = Files.createDirectories(tomcat.base.resolve("conf/Catalina/localhost"));
    Files.writeString(
        tomcat.base.resolve("conf/tomcat-users.xml"),
        page.block("xml", "<tomcat-users")
            .replace("</tomcat-users>", user(STRANGER, "manager-gui") + "</tomcat-users>"));
    Files.writeString(host.resolve("web.xml.default"), page.block("xml", "<security-constraint>"));
    Files.writeString(host.resolve("fs-webhook.xml"), page.block("xml", "alwaysUseSession"));
    Files.writeString(
        Files.createDirectories(tomcat.home(CONTEXT)).resolve("fs-webhook.properties"),
        "fs.webhook.signing-secrets=" + Requests.SECRET + "\n");
    tomcat.deploy(Path.of(Distribution.property("it.war")), CONTEXT);
    process = ServerProcess.start(tomcat, List.of());
    process.awaitLog("Server startup in");
    requests = new Requests(tomcat.uri(CONTEXT));
  }

  private static String user(String name, String role) {
    return "<user username=\"%s\" password=\"change-me\" roles=\"%s\"/>".formatted(name, role);
  }

  @AfterAll
  void end() throws IOException {
    if (process != null) {
      process.close();
    }
  }

  @Test
  void an_operator_reads_and_acts_with_the_token_of_the_session() throws Exception {
    String cookie = cookieOf(OPERATOR);
    String session = get("session", cookie).body();
    assertThat(session)
        .contains("\"name\":\"ann\"", "\"role\":\"operator\"", "\"via\":\"container\"");
    assertThat(get("deliveries", cookie).statusCode()).isEqualTo(200);

    HttpContract.assertProblem(test(cookie, "none"), 403, "csrf");
    HttpResponse<String> sent = test(cookie, csrfTokenIn(session));
    assertThat(get("deliveries/" + Sender.idIn(sent), cookie).body()).contains("\"test\":true");
    assertThat(get("audit", cookie).body()).contains("\"ann\"");
  }

  @Test
  void a_viewer_reads_and_may_not_act() throws Exception {
    String cookie = cookieOf(VIEWER);
    String session = get("session", cookie).body();
    assertThat(session)
        .contains("\"name\":\"bob\"", "\"role\":\"viewer\"", "\"via\":\"container\"");
    assertThat(get("deliveries", cookie).statusCode()).isEqualTo(200);

    HttpContract.assertProblem(test(cookie, csrfTokenIn(session)), 403, "forbidden");
  }

  @Test
  void a_user_with_neither_role_is_turned_away() throws Exception {
    HttpResponse<String> page = page(STRANGER);
    assertThat(page.statusCode()).isEqualTo(403);

    assertThat(HttpContract.assertProblem(get("session", cookieIn(page)), 403, "forbidden"))
        .contains("fs-webhook-viewer or fs-webhook-operator");
    HttpContract.assertProblem(test(cookieIn(page), "none"), 403, "forbidden");
  }

  @Test
  void nobody_is_asked_at_the_console_and_turned_away_by_the_api() throws Exception {
    HttpResponse<String> page = requests.get("console/");
    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();

    HttpContract.assertProblem(requests.get("api/v1/session"), 401, "unauthorized");
    HttpContract.assertProblem(get("session", "JSESSIONID=0123456789"), 401, "unauthorized");
  }

  @Test
  void the_console_is_served_to_a_user() throws Exception {
    HttpResponse<String> page = page(OPERATOR);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<script");
    assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Strict", "Path=/fs-webhook");
  }

  @Test
  void deliveries_health_and_tokens_get_through_as_ever() throws Exception {
    Sender.idIn(requests.send("{\"eventName\":\"for.everybody\"}"));
    HttpContract.assertProblem(
        requests
            .to("webhook")
            .with("Content-Type", "application/json")
            .method("POST", "{}".getBytes(UTF_8)),
        401,
        "signature-rejected");
    assertThat(requests.get("health/live").statusCode()).isEqualTo(200);
    assertThat(requests.get("health/ready").statusCode()).isEqualTo(200);
    String token = Files.readString(tomcat.home(CONTEXT).resolve("admin-token")).strip();
    for (String path : List.of("metrics", "api/v1/deliveries")) {
      HttpResponse<String> answer =
          requests.to(path).with("Authorization", "Bearer " + token).method("GET", NOTHING);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
    }
  }

  /** The console, as a browser asks for it once the user has typed name and password. */
  private HttpResponse<String> page(String user) throws Exception {
    String basic = Base64.getEncoder().encodeToString((user + ":change-me").getBytes(UTF_8));
    return requests.to("console/").with("Authorization", "Basic " + basic).method("GET", NOTHING);
  }

  private String cookieOf(String user) throws Exception {
    return cookieIn(page(user));
  }

  private static String cookieIn(HttpResponse<String> page) {
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    return requests.to("api/v1/" + path).with("Cookie", cookie).method("GET", NOTHING);
  }

  private HttpResponse<String> test(String cookie, String csrfToken) throws Exception {
    return requests
        .to("api/v1/test-events")
        .with("Cookie", cookie)
        .with("X-CSRF-Token", csrfToken)
        .with("Content-Type", "application/json")
        .method("POST", "{\"event\":\"note.created\"}".getBytes(UTF_8));
  }

  private static String csrfTokenIn(String session) {
    Matcher token = CSRF_TOKEN.matcher(session);
    assertThat(token.find()).as(session).isTrue();
    return token.group(1);
  }
}
