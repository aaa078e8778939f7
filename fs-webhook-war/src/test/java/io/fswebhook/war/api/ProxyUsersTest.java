package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers as oauth2-proxy sets them, from its address and from others. */
class ProxyUsersTest {

  private static final String PROXY = "10.1.2.3";

  @TempDir private static Path home;
  private static ApiServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        ApiServer.with(
            Map.of(
                "fs.webhook.auth.proxy.addresses", "10.1.2.0/24,::1",
                "fs.webhook.auth.proxy.operators", "hooks-admins",
                "fs.webhook.auth.proxy.viewers", "staff,hooks"),
            home);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static HttpRequest.Builder from(String address, String path) {
    return server.request("/api/v1/" + path).header(ServerUsers.ADDRESS, address);
  }

  private static HttpRequest.Builder as(String user, String groups, String path) {
    return from(PROXY, path).header("X-Forwarded-User", user).header("X-Forwarded-Groups", groups);
  }

  private static JsonNode session(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = server.send(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void a_user_of_the_proxy_has_the_role_of_its_groups() throws Exception {
    JsonNode viewer = session(as("ada@example.com", "all,staff", "session"));
    JsonNode operator = session(as("bob@example.com", "staff, hooks-admins", "session"));

    assertThat(viewer.get("name").textValue()).isEqualTo("ada@example.com");
    assertThat(viewer.get("role").textValue()).isEqualTo("viewer");
    assertThat(viewer.get("via").textValue()).isEqualTo("proxy");
    assertThat(operator.get("role").textValue()).isEqualTo("operator");
  }

  @Test
  void the_same_headers_from_elsewhere_are_ignored() throws Exception {
    HttpRequest.Builder forged =
        from("10.1.3.3", "session")
            .header("X-Forwarded-User", "bob@example.com")
            .header("X-Forwarded-Groups", "hooks-admins")
            .header("X-Forwarded-For", PROXY);

    assertThat(server.send(forged).statusCode()).isEqualTo(401);
  }

  @Test
  void a_second_line_of_a_header_may_be_the_clients_own() throws Exception {
    assertThat(
            server
                .send(as("eve", "staff", "session").header("X-Forwarded-User", "bob"))
                .statusCode())
        .isEqualTo(401);
    assertThat(
            server
                .send(as("eve", "staff", "session").header("X-Forwarded-Groups", "hooks-admins"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_user_in_no_such_group_is_told_what_is_missing() throws Exception {
    HttpResponse<String> answer = server.send(as("eve", "guests", "session"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("fs.webhook.auth.proxy.operators", "X-Forwarded-Groups");
  }

  @Test
  void a_change_needs_the_csrf_token_since_a_browser_would_send_the_rest() throws Exception {
    String user = "bob@example.com";
    String proof = session(as(user, "hooks-admins", "session")).get("csrfToken").textValue();
    HttpRequest.Builder without =
        ApiServer.json(as(user, "hooks-admins", "handlers/Good/pause"), "{}");
    HttpRequest.Builder with =
        ApiServer.json(
            as(user, "hooks-admins", "handlers/Good/pause").header("X-CSRF-Token", proof), "{}");

    assertThat(server.send(without).statusCode()).isEqualTo(403);
    assertThat(server.send(with).statusCode()).isEqualTo(204);
    assertThat(server.get("audit").body()).contains(user);
  }

  @Test
  void a_token_comes_first() throws Exception {
    HttpRequest.Builder both =
        as("eve", "hooks-admins", "session").header("Authorization", "Bearer " + ApiServer.VIEWER);

    assertThat(session(both).get("name").textValue()).isEqualTo("vic");
  }
}
