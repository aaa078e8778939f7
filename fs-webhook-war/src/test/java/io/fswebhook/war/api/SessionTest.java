package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.json;
import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {

  private static final String PATH = "/api/v1/session";

  ApiServer server;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = ApiServer.at("/hooks", home);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_token_gives_a_session_of_twelve_hours() throws Exception {
    HttpResponse<String> answer = logIn(ApiServer.VIEWER);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject session = object(answer);
    assertThat(session.getString("name")).isEqualTo("vic");
    assertThat(session.getString("role")).isEqualTo("viewer");
    assertThat(session.getString("via")).isEqualTo("session");
    assertThat(Instant.parse(session.getString("expiresAt")))
        .isCloseTo(
            Instant.now().plus(Duration.ofHours(12)),
            org.assertj.core.api.Assertions.within(1, ChronoUnit.MINUTES));
    HttpResponse<String> again = withCookie(answer);
    assertThat(object(again)).isEqualTo(session);
  }

  @Test
  void its_cookie_is_kept_from_scripts_from_other_sites_and_from_other_applications()
      throws Exception {
    String cookie = logIn(ApiServer.OPERATOR).headers().firstValue("Set-Cookie").orElseThrow();

    assertThat(attributes(cookie))
        .contains("HttpOnly", "SameSite=Strict", "Path=/hooks/", "Max-Age=43200")
        .doesNotContain("Secure")
        .noneMatch(each -> each.startsWith("Domain"));
    assertThat(cookie).doesNotContain(ApiServer.OPERATOR);
  }

  @Test
  void behind_tls_its_cookie_is_secure() throws Exception {
    HttpResponse<String> answer =
        server.send(
            json(
                server.request(PATH).header(ServerUsers.SECURE, "yes"), tokenOf(ApiServer.VIEWER)));

    assertThat(attributes(answer.headers().firstValue("Set-Cookie").orElseThrow()))
        .contains("Secure");
  }

  @Test
  void logging_out_takes_the_cookie_away() throws Exception {
    HttpResponse<String> session = logIn(ApiServer.VIEWER);
    HttpResponse<String> answer =
        server.send(
            server
                .request(PATH)
                .header("Cookie", cookieOf(session))
                .header("X-CSRF-Token", object(session).getString("csrfToken"))
                .DELETE());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(attributes(answer.headers().firstValue("Set-Cookie").orElseThrow()))
        .contains("fs-webhook-session=", "Max-Age=0", "Path=/hooks/", "HttpOnly");
    assertThat(withCookie(session).statusCode()).as("who kept the cookie").isEqualTo(401);
  }

  @Test
  void a_wrong_token_is_401_without_a_cookie_and_without_a_browsers_dialog() throws Exception {
    HttpResponse<String> answer = logIn("wrong");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    assertThat(answer.body()).contains("\"code\":\"unauthorized\"").doesNotContain("wrong");
  }

  @Test
  void a_session_acts_only_with_its_own_csrf_token() throws Exception {
    HttpResponse<String> session = logIn(ApiServer.OPERATOR);
    String foreign = object(logIn(ApiServer.OPERATOR)).getString("csrfToken");
    String own = object(session).getString("csrfToken");

    assertThat(logOut(session, null)).isEqualTo(403);
    assertThat(logOut(session, "")).isEqualTo(403);
    assertThat(logOut(session, foreign)).isEqualTo(403);
    assertThat(logOut(session, own)).isEqualTo(204);
  }

  @Test
  void a_bearer_needs_no_csrf_token() throws Exception {
    assertThat(server.send(server.api("session", ApiServer.VIEWER).DELETE()).statusCode())
        .isEqualTo(204);
    JsonObject caller = object(server.send(server.api("session", ApiServer.ADMIN)));
    assertThat(caller.getString("name")).isEqualTo("admin");
    assertThat(caller.getString("via")).isEqualTo("token");
    assertThat(caller.containsKey("csrfToken")).isFalse();
  }

  @Test
  void a_user_of_the_server_has_the_role_that_the_server_says() throws Exception {
    JsonObject caller = object(asUser("Zoë <x>", "fs-webhook-operator"));
    assertThat(caller.getString("role")).isEqualTo("operator");
    assertThat(caller.getString("via")).isEqualTo("container");
    assertThat(object(asUser("z", "fs-webhook-viewer")).getString("role")).isEqualTo("viewer");

    HttpResponse<String> nobody = asUser("z", "manager-gui");
    assertThat(nobody.statusCode()).isEqualTo(403);
    assertThat(nobody.body()).contains("fs-webhook-viewer");
    HttpResponse<String> byPassword =
        server.send(user("z", "manager-gui").header("Authorization", "Basic ejp6"));
    assertThat(byPassword.statusCode()).isEqualTo(403);
    HttpResponse<String> byWrongToken =
        server.send(user("z", "fs-webhook-operator").header("Authorization", "Bearer none"));
    assertThat(byWrongToken.statusCode()).isEqualTo(401);
  }

  @Test
  void a_user_of_the_server_acts_with_a_csrf_token_of_its_own() throws Exception {
    String own = object(asUser("z", "fs-webhook-operator")).getString("csrfToken");
    String foreign = object(asUser("y", "fs-webhook-operator")).getString("csrfToken");

    assertThat(server.send(user("z", "fs-webhook-operator").DELETE()).statusCode()).isEqualTo(403);
    assertThat(
            server
                .send(user("z", "fs-webhook-operator").header("X-CSRF-Token", foreign).DELETE())
                .statusCode())
        .isEqualTo(403);
    assertThat(
            server
                .send(user("z", "fs-webhook-operator").header("X-CSRF-Token", own).DELETE())
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void of_several_cookies_the_one_that_is_a_session_counts() throws Exception {
    String right = cookieOf(logIn(ApiServer.VIEWER));
    HttpRequest.Builder request =
        server
            .request(PATH)
            .header("Cookie", "a=b; fs-webhook-session=of.another; " + right + "; c=\"d");

    assertThat(server.send(request).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "....",
        "admin.99999999999.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "nobody.99999999999.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "%00",
        "\"",
        "ä"
      })
  void what_only_looks_like_a_session_is_none(String value) throws Exception {
    HttpResponse<String> answer =
        server.send(server.request(PATH).header("Cookie", "fs-webhook-session=" + value));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_that_was_changed_anywhere_is_none() throws Exception {
    String cookie = cookieOf(logIn(ApiServer.VIEWER));
    int start = cookie.indexOf('=') + 1;
    for (int i = start; i < cookie.length() - 1; i++) { // the last character has spare bits
      char other = cookie.charAt(i) == '1' ? '2' : '1';
      String changed = cookie.substring(0, i) + other + cookie.substring(i + 1);
      assertThat(server.send(server.request(PATH).header("Cookie", changed)).statusCode())
          .as(changed)
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void what_a_form_of_another_site_can_send_logs_nobody_in(String contentType) throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request(PATH)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(tokenOf(ApiServer.VIEWER))));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void wrong_tokens_of_an_address_are_slowed_down_however_they_are_tried() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(from("192.0.2.9", "wrong" + i)).isEqualTo(401);
    }
    HttpResponse<String> answer = wrongUntilSlowedDown("192.0.2.9");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    int right = rightFrom("192.0.2.9");
    for (int i = 0; i < 20 && right == 200; i++) { // on a slow machine the second may be over
      wrongUntilSlowedDown("192.0.2.9");
      right = rightFrom("192.0.2.9");
    }
    assertThat(right).as("else whoever waits for it would know a right token").isEqualTo(429);
    assertThat(from("192.0.2.10", ApiServer.VIEWER)).isEqualTo(200);
  }

  /** More than ten may be wrong where a slow machine regains some meanwhile. */
  private HttpResponse<String> wrongUntilSlowedDown(String address) throws Exception {
    HttpResponse<String> answer = wrongFrom(address);
    for (int i = 0; i < 100 && answer.statusCode() == 401; i++) {
      answer = wrongFrom(address);
    }
    return answer;
  }

  private int rightFrom(String address) throws Exception {
    return server
        .send(server.api("session", ApiServer.VIEWER).header(ServerUsers.ADDRESS, address))
        .statusCode();
  }

  private HttpResponse<String> wrongFrom(String address) throws Exception {
    return server.send(
        json(server.request(PATH).header(ServerUsers.ADDRESS, address), tokenOf("wrong")));
  }

  private int from(String address, String token) throws Exception {
    return server
        .send(json(server.request(PATH).header(ServerUsers.ADDRESS, address), tokenOf(token)))
        .statusCode();
  }

  private HttpResponse<String> logIn(String token) throws Exception {
    return server.send(json(server.request(PATH), tokenOf(token)));
  }

  private static String tokenOf(String token) {
    return "{\"token\":\"" + token + "\"}";
  }

  private int logOut(HttpResponse<String> session, @org.jspecify.annotations.Nullable String csrf)
      throws Exception {
    HttpRequest.Builder request = server.request(PATH).header("Cookie", cookieOf(session)).DELETE();
    return server.send(csrf == null ? request : request.header("X-CSRF-Token", csrf)).statusCode();
  }

  private HttpResponse<String> withCookie(HttpResponse<String> session) throws Exception {
    return server.send(server.request(PATH).header("Cookie", cookieOf(session)));
  }

  private HttpRequest.Builder user(String name, String role) {
    return server.request(PATH).header(ServerUsers.USER, name).header(ServerUsers.ROLE, role);
  }

  private HttpResponse<String> asUser(String name, String role) throws Exception {
    return server.send(user(name, role));
  }

  static String cookieOf(HttpResponse<String> session) {
    String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static List<String> attributes(String cookie) {
    return List.of(cookie.split(";\\s*"));
  }
}
