package io.fswebhook.war.cli.fullstory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.SamplePlugins;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script of docs/fullstory.md while FullStory sends with whatever secret it was given. */
class RotateSecretIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String TOKEN = "rotation-token";
  private static final Pattern SCRIPT = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final FullStoryMock fullStory = new FullStoryMock();
  private final WireMockServer target =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger rejected = new AtomicInteger();
  @TempDir private Path folder;
  private volatile boolean isOver;
  private int port;

  @BeforeEach
  void begin() throws Exception {
    target.start();
    answering(400); // given up at once
    Path home = Files.createDirectories(folder.resolve("home"));
    SamplePlugins.copyAll(home.resolve("plugins"));
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        """
        fs.webhook.signing-secrets-file=%s
        fs.webhook.admin.token=%s
        fs.webhook.handlers.HttpForward.url=%s
        fs.webhook.handlers.HttpForward.max-attempts=1
        """
            .formatted(folder.resolve("signing-secrets"), TOKEN, target.baseUrl()));
    Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("fs-webhook");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s' -jar '%s' \"$@\"\n"
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), WarCommand.war()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    port = freePort();
  }

  @AfterEach
  void end() {
    isOver = true;
    target.stop();
    fullStory.close();
  }

  @Test
  void the_script_of_the_page_rejects_no_delivery_and_replays_dead_letters() throws Exception {
    List<String> blocks = blocks();
    assertThat(blocks).hasSize(2);
    assertThat(run(blocks.get(0))).isZero();
    String first = fullStory.secretOf(webhook());
    try (WarProcess receiver =
        WarCommand.in(folder)
            .java("-Dfs.webhook.home=" + folder.resolve("home"))
            .start("serve", "--port", String.valueOf(port))) {
      receiver.awaitListening();
      Thread sender = new Thread(this::send, "fullstory");
      sender.start();
      Eventually.holds("the handler gives up", LIMIT, () -> !target.getAllServeEvents().isEmpty());
      answering(204);

      assertThat(run(blocks.get(1))).isZero();

      isOver = true;
      sender.join();
      assertThat(fullStory.secretOf(webhook())).isNotEqualTo(first);
      assertThat(Files.readString(folder.resolve("signing-secrets")))
          .isEqualTo(fullStory.secretOf(webhook()) + "\n");
      assertThat(folder.resolve("signing-secrets.rotation")).doesNotExist();
      assertThat(rejected).hasValue(0);
      assertThat(accepted).hasPositiveValue();
      System.out.println(
          "MEASURED a rotation under load: " + accepted + " accepted, " + rejected + " rejected");
    }
  }

  private List<String> blocks() throws Exception {
    Path page = Path.of(System.getProperty("it.docs"), "fullstory.md");
    Matcher blocks = SCRIPT.matcher(Files.readString(page));
    return blocks.results().map(block -> block.group(1)).toList();
  }

  private int run(String script) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FS_WEBHOOK_"));
    builder.environment().put("FS_WEBHOOK_FULLSTORY_URL", fullStory.url());
    builder.environment().put("FS_WEBHOOK_FULLSTORY_API_KEY", FullStoryMock.KEY);
    builder.environment().put("FS_WEBHOOK_URL", "http://127.0.0.1:" + port);
    builder.environment().put("FS_WEBHOOK_TOKEN", TOKEN);
    builder.environment().put("WEBHOOK_URL", webhook());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    try (WarProcess process = new WarProcess(builder.start())) {
      int exitCode = process.awaitExit(LIMIT);
      System.out.println(process);
      assertThat(process.toString()).doesNotContain(fullStory.secretOf(webhook()));
      return exitCode;
    }
  }

  /** As FullStory does: a delivery begun before a change is still signed with the old secret. */
  private void send() {
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; !isOver; i++) {
      try {
        int status = client.send(signed(i), BodyHandlers.ofString()).statusCode();
        (status == 200 ? accepted : rejected).incrementAndGet();
      } catch (Exception e) {
        rejected.incrementAndGet();
      }
    }
  }

  private HttpRequest signed(int number) {
    byte[] body =
        ("{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"" + number + "\"}}")
            .getBytes(StandardCharsets.UTF_8);
    String signature =
        new WebhookSigner(fullStory.secretOf(webhook()), "ORG1").sign(body, Instant.now());
    return HttpRequest.newBuilder(URI.create(webhook()))
        .header("Content-Type", "application/json")
        .header(WebhookSigner.HEADER, signature)
        .timeout(Duration.ofSeconds(30))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private String webhook() {
    return "http://127.0.0.1:" + port + "/webhook";
  }

  private void answering(int status) {
    target.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
  }

  /** Known before the receiver is started, as a public URL is. */
  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
