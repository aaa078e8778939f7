package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Sender;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The console's page and the management API, on whatever server. */
abstract class ConsoleAndApiContract extends StreamContract {

  private static final Pattern SCRIPT = Pattern.compile("<script[^>]* src=\"([^\"]+)\"");

  /** Where the receiver keeps its things. */
  abstract Path home();

  @Test
  @Order(44)
  void the_console_is_served_with_what_it_needs_and_nothing_more() throws Exception {
    HttpResponse<String> page = requests().get("console/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");

    Matcher script = SCRIPT.matcher(page.body());
    assertThat(script.find()).as(page.body()).isTrue();
    HttpResponse<String> file = requests().get("console/" + script.group(1));
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    for (String trick : List.of("console/nothing", "console/..%2fWEB-INF/web.xml")) {
      assertThat(requests().get(trick).statusCode()).as(trick).isBetween(400, 404);
    }
  }

  @Test
  @Order(44)
  void the_context_root_leads_to_the_console_with_a_slash_and_without() throws Exception {
    URI console = requests().context().resolve("console/");
    for (String root : List.of("", "/")) {
      URI from = URI.create(requests().context().toString().replaceFirst("/$", root));
      int steps = 0;
      while (!from.equals(console)) {
        assertThat(steps++).as("redirects to " + from).isLessThan(3);
        HttpResponse<String> answer = requests().get(from.toString());
        assertThat(answer.statusCode()).as(from.toString()).isIn(301, 302, 303, 307, 308);
        from = from.resolve(answer.headers().firstValue("Location").orElseThrow());
      }
    }
  }

  @Test
  @Order(45)
  void the_api_wants_a_token_and_shows_a_test_event_that_it_sent() throws Exception {
    assertProblem(requests().get("api/v1/deliveries"), 401, "unauthorized");
    String id = Sender.idIn(sendTest());

    HttpResponse<String> list =
        authorized("api/v1/deliveries?limit=200").method("GET", new byte[0]);
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains("\"id\":\"" + id + "\"");
    HttpResponse<String> one = authorized("api/v1/deliveries/" + id).method("GET", new byte[0]);
    assertThat(one.body()).contains("\"test\":true", "note.created", "\"tasks\"");
    for (String path :
        List.of("handlers", "plugins", "rejections", "stats?range=hour", "audit", "setup")) {
      assertThat(authorized("api/v1/" + path).method("GET", new byte[0]).statusCode())
          .as(path)
          .isEqualTo(200);
    }
    assertProblem(
        authorized("api/v1/deliveries/nothing").method("GET", new byte[0]), 404, "not-found");
    assertProblem(
        authorized("api/v1/deliveries?limit=0").method("GET", new byte[0]), 400, "bad-request");
  }

  @Test
  @Order(46)
  void a_session_is_a_cookie_that_scripts_and_other_sites_cannot_use() throws Exception {
    HttpResponse<String> session =
        requests()
            .to("api/v1/session")
            .with("Content-Type", "application/json")
            .method("POST", ("{\"token\":\"" + token() + "\"}").getBytes(UTF_8));
    assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
    String cookie = session.headers().firstValue("Set-Cookie").orElse("");
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
    String value = cookie.substring(0, cookie.indexOf(';'));

    HttpResponse<String> who =
        requests().to("api/v1/session").with("Cookie", value).method("GET", new byte[0]);
    assertThat(who.body()).contains("\"role\":\"operator\"");
    assertProblem(
        requests()
            .to("api/v1/test-events")
            .with("Cookie", value)
            .with("Content-Type", "application/json")
            .method("POST", "{\"event\":\"note.created\"}".getBytes(UTF_8)),
        403,
        "csrf");
  }

  @Test
  @Order(47)
  void what_has_not_changed_is_not_sent_again() throws Exception {
    HttpResponse<String> first = authorized("api/v1/audit").method("GET", new byte[0]);
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        authorized("api/v1/audit").with("If-None-Match", tag).method("GET", new byte[0]);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  private HttpResponse<String> sendTest() throws Exception {
    HttpResponse<String> sent =
        authorized("api/v1/test-events")
            .with("Content-Type", "application/json")
            .method("POST", "{\"event\":\"note.created\"}".getBytes(UTF_8));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    return sent;
  }

  private Requests.Request authorized(String path) throws Exception {
    return requests().to(path).with("Authorization", "Bearer " + token());
  }

  private String token() throws Exception {
    return Files.readString(home().resolve("admin-token")).strip();
  }
}
