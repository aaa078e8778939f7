package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.Sender;
import java.io.IOException;
import java.net.URI;
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

/** A server that authenticates users of its own, with the roles that its page says. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerUsersContract {

  static final String CONTEXT = "fs-webhook";
  static final String OPERATOR = "ann";
  static final String VIEWER = "bob";

  /** A user of other applications alone. */
  static final String STRANGER = "eve";

  static final byte[] NOTHING = new byte[0];

  private static final Pattern CSRF_TOKEN = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");

  private Server server;
  private ServerProcess process;
  private Requests requests;

  /** Makes an instance in the folder that knows the three users, without the WAR. */
  abstract Server layOut(Path folder) throws Exception;

  /** Makes it one of the user's, in the way of the page. */
  abstract Requests.Request as(String user, Requests.Request request) throws Exception;

  final Requests requests() {
    return requests;
  }

  final URI uri() {
    return server.uri(CONTEXT);
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = layOut(folder.resolve("server"));
    Files.writeString(
        Files.createDirectories(server.home(CONTEXT)).resolve("fs-webhook.properties"),
        "fs.webhook.signing-secrets=" + Requests.SECRET + "\n");
    server.deploy(Path.of(Distribution.property("it.war")), CONTEXT);
    requests = new Requests(server.uri(CONTEXT));
    process = ServerProcess.start(server, List.of());
    Eventually.holds(
        "deployed",
        ServerContract.LIMIT,
        () -> requests.status("health/ready") == 200 || !process.isAlive());
  }

  @AfterAll
  void end() throws IOException {
    if (process != null) {
      process.close();
    }
  }

  @Test
  void an_operator_reads_and_acts_with_the_token_of_the_session() throws Exception {
    String session = readAs(OPERATOR, "operator");

    HttpContract.assertProblem(sendTest(OPERATOR, "none"), 403, "csrf");
    HttpResponse<String> sent = sendTest(OPERATOR, csrfTokenIn(session));
    assertThat(get("deliveries/" + Sender.idIn(sent), OPERATOR).body()).contains("\"test\":true");
    assertThat(get("audit", OPERATOR).body()).contains("\"ann\"");
  }

  @Test
  void a_viewer_reads_and_may_not_act() throws Exception {
    String session = readAs(VIEWER, "viewer");

    HttpContract.assertProblem(sendTest(VIEWER, csrfTokenIn(session)), 403, "forbidden");
  }

  @Test
  void a_user_with_neither_role_is_turned_away() throws Exception {
    assertThat(HttpContract.assertProblem(get("session", STRANGER), 403, "forbidden"))
        .contains("fs-webhook-viewer or fs-webhook-operator");
    HttpContract.assertProblem(sendTest(STRANGER, "none"), 403, "forbidden");
  }

  @Test
  void nobody_is_turned_away_by_the_api() throws Exception {
    HttpContract.assertProblem(requests.get("api/v1/session"), 401, "unauthorized");
    HttpContract.assertProblem(
        requests
            .to("api/v1/session")
            .with("Cookie", "JSESSIONID=0123456789; LtpaToken2=0123456789")
            .method("GET", NOTHING),
        401,
        "unauthorized");
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
    String token = Files.readString(server.home(CONTEXT).resolve("admin-token")).strip();
    for (String path : List.of("metrics", "api/v1/deliveries")) {
      HttpResponse<String> answer =
          requests.to(path).with("Authorization", "Bearer " + token).method("GET", NOTHING);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
    }
  }

  static Requests.Request withPassword(String user, Requests.Request request) {
    String basic = Base64.getEncoder().encodeToString((user + ":change-me").getBytes(UTF_8));
    return request.with("Authorization", "Basic " + basic);
  }

  /** Name and value of the cookie that the answer sets. */
  static String cookieIn(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  /** The session of a user whom the server knows, and who sees deliveries. */
  private String readAs(String user, String role) throws Exception {
    String session = get("session", user).body();
    assertThat(session)
        .contains(
            "\"name\":\"" + user + "\"", "\"role\":\"" + role + "\"", "\"via\":\"container\"");
    assertThat(get("deliveries", user).statusCode()).isEqualTo(200);
    return session;
  }

  private HttpResponse<String> get(String path, String user) throws Exception {
    return as(user, requests.to("api/v1/" + path)).method("GET", NOTHING);
  }

  private HttpResponse<String> sendTest(String user, String csrfToken) throws Exception {
    return as(user, requests.to("api/v1/test-events"))
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
