package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.Sender;
import io.fswebhook.war.it.TestKeystore;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page's proxies in front of a receiver, as they stand there. */
@EnabledOnOs(OS.LINUX) // every address of 127.0.0.0/8 is the machine's own
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ReverseProxyIT {

  /** One whom the proxies let send events only. */
  private static final String STRANGER = "127.0.0.7";

  private static final int LARGEST = 1_048_576;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final byte[] NOTHING = {};

  private final Map<ProxyProgram, ReverseProxy> proxies = new EnumMap<>(ProxyProgram.class);
  private final WebhookSigner signer = new WebhookSigner(Sender.SECRET, "ORG1");
  private final HttpClient client = HttpClient.newHttpClient();
  private Path home;
  private WarProcess receiver;
  private URI direct;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    home = folder.resolve("home");
    receive(0);
    Path keystore =
        TestKeystore.make(
            folder.resolve("keys"),
            String.valueOf(ReverseProxy.PASSWORD),
            ReverseProxy.HOST,
            "-ext",
            "SAN=dns:" + ReverseProxy.HOST);
    for (ProxyProgram program : ProxyProgram.values()) {
      Path own = folder.resolve(program.name());
      proxies.put(program, ReverseProxy.start(program, own, keystore, direct.getPort()));
    }
  }

  private void receive(int port) throws Exception {
    receiver =
        WarCommand.in(requireNonNull(home.getParent()))
            .withSender()
            .java("-Dfs.webhook.home=" + home)
            .java("-Dfs.webhook.http.forwarded=true")
            .start("serve", "--port", Integer.toString(port));
    direct = URI.create(receiver.awaitListening() + "/");
  }

  @AfterAll
  void stop() throws Exception {
    proxies.values().forEach(ReverseProxy::close);
    if (receiver != null) {
      receiver.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(10)
  void a_signed_delivery_is_stored(ProxyProgram program) throws Exception {
    assertThat(deliver(program, event(program + " first", 0))).contains("\"status\":\"stored\"");
  }

  @ParameterizedTest
  @EnumSource
  @Order(10)
  void the_receiver_sees_who_sends_whatever_the_sender_claims(ProxyProgram program)
      throws Exception {
    String from = "127.0.1." + (List.of(ProxyProgram.values()).indexOf(program) + 1);
    List<String> head =
        List.of(
            "POST /webhook HTTP/1.1",
            "Content-Type: application/json",
            "Content-Length: 2",
            "X-Forwarded-For: 203.0.113.9");

    assertThat(proxy(program).send(from, head, "{}".getBytes(UTF_8))).startsWith("HTTP/1.1 401");

    Eventually.holds("the address " + from, LIMIT, () -> rejections().contains(from));
    assertThat(rejections()).doesNotContain("203.0.113.9");
  }

  private String rejections() throws Exception {
    String token = Files.readString(home.resolve("admin-token")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(direct.resolve("api/v1/rejections"))
            .header("Authorization", "Bearer " + token)
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @ParameterizedTest
  @EnumSource
  @Order(10)
  void strangers_reach_nothing_but_webhook_and_streams(ProxyProgram program) throws Exception {
    assertThat(get(program, ReverseProxy.COLLEAGUE, "/console/")).startsWith("HTTP/1.1 200");
    for (String path :
        List.of(
            "/console/",
            "/metrics",
            "/api/v1/deliveries",
            "/health/ready",
            "/webhook/../console/",
            "/streams/../console/",
            "/streams/%2e%2e/console/",
            "/streams/..%2fconsole/",
            "/streams/..;/console/",
            "//console/")) {
      assertThat(get(program, STRANGER, path)).as(path).containsPattern("^HTTP/1.1 (400|403|404)");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(10)
  void the_console_knows_that_it_is_reached_by_https(ProxyProgram program) throws Exception {
    String login = "{\"token\":\"" + Files.readString(home.resolve("admin-token")).strip() + "\"}";
    List<String> head =
        List.of(
            "POST /api/v1/session HTTP/1.1",
            "Origin: https://" + ReverseProxy.HOST,
            "Content-Type: application/json",
            "Content-Length: " + login.length());

    assertThat(proxy(program).send(ReverseProxy.COLLEAGUE, head, login.getBytes(UTF_8)))
        .startsWith("HTTP/1.1 200")
        .containsPattern("(?i)set-cookie: [^\r]*; ?Secure");
  }

  @ParameterizedTest
  @EnumSource
  @Order(10)
  void the_largest_body_passes_and_a_larger_one_does_not(ProxyProgram program) throws Exception {
    assertThat(deliver(program, event(program + " largest", LARGEST))).startsWith("HTTP/1.1 200");
    assertThat(deliver(program, event(program + " larger", LARGEST + 1)))
        .startsWith("HTTP/1.1 413");
  }

  @ParameterizedTest
  @EnumSource
  @Order(10)
  void who_stops_sending_is_cut_off(ProxyProgram program) throws Exception {
    List<String> head = List.of("POST /webhook HTTP/1.1", "Content-Length: 100");

    assertThat(proxy(program).send(STRANGER, head, new byte[50]))
        .containsPattern("^(HTTP/1.1 408|$)");
  }

  @Test
  @Order(20)
  void once_the_receiver_is_back_the_next_delivery_is_stored() throws Exception {
    receiver.terminate();
    receiver.awaitExit(LIMIT);
    for (ProxyProgram program : ProxyProgram.values()) {
      assertThat(deliver(program, event(program + " while down", 0)))
          .containsPattern("^HTTP/1.1 50[23]");
    }
    receive(direct.getPort());
    List<String> answers = new ArrayList<>();
    for (ProxyProgram program : ProxyProgram.values()) {
      answers.add(deliver(program, event(program + " after", 0)));
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer).startsWith("HTTP/1.1 200"));
  }

  private static byte[] event(String name, int size) {
    String start = "{\"eventName\":\"" + name + "\",\"data\":\"";
    String padding = "x".repeat(Math.max(0, size - start.length() - 2));
    return (start + padding + "\"}").getBytes(UTF_8);
  }

  private ReverseProxy proxy(ProxyProgram program) {
    return requireNonNull(proxies.get(program));
  }

  private String deliver(ProxyProgram program, byte[] body) throws Exception {
    return proxy(program)
        .send(
            STRANGER,
            List.of(
                "POST /webhook HTTP/1.1",
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                WebhookSigner.HEADER + ": " + signer.sign(body, Instant.now())),
            body);
  }

  private String get(ProxyProgram program, String from, String path) throws Exception {
    return proxy(program).send(from, List.of("GET " + path + " HTTP/1.1"), NOTHING);
  }
}
