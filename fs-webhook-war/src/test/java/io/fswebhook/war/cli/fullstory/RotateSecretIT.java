package io.fswebhook.war.cli.fullstory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.InstalledCommand;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script of docs/fullstory.md while FullStory sends with whatever secret it was given. */
@Tag("long")
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
  private InstalledCommand installed;
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
    port = freePort();
    installed =
        InstalledCommand.in(Files.createDirectory(folder.resolve("installed")))
            .with("FS_WEBHOOK_FULLSTORY_URL", fullStory.url())
            .with("FS_WEBHOOK_FULLSTORY_API_KEY", FullStoryMock.KEY)
            .with("FS_WEBHOOK_URL", "http://127.0.0.1:" + port)
            .with("FS_WEBHOOK_TOKEN", TOKEN)
            .with("WEBHOOK_URL", webhook());
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
    try (WarProcess receiver = receiver()) {
      Thread sender = new Thread(() -> send(Duration.ZERO), "fullstory");
      sender.start();
      assertThat(receiver.err()).isNotEmpty();
      Eventually.holds("the handler gives up", LIMIT, () -> !target.getAllServeEvents().isEmpty());
      answering(204);

      assertThat(run(blocks.get(1))).isZero();

      isOver = true;
      sender.join();
      assertThat(fullStory.secretOf(webhook())).isNotEqualTo(first);
      assertIsOver();
      assertThat(rejected).hasValue(0);
      assertThat(accepted).hasPositiveValue();
      System.out.println(
          "MEASURED a rotation under load: " + accepted + " accepted, " + rejected + " rejected");
    }
  }

  @Test
  void killed_after_any_step_it_goes_on_or_back_and_no_delivery_is_rejected() throws Exception {
    try (WarProcess preparation = installed.start("--prepare")) {
      assertThat(preparation.awaitExit(LIMIT)).isZero();
    }
    assertThat(run(blocks().get(0))).isZero();
    try (WarProcess receiver = receiver()) {
      assertThat(receiver.err()).isNotEmpty();
      Thread sender = new Thread(() -> send(Duration.ofMillis(10)), "fullstory");
      sender.start();
      for (String step : List.of("1/5", "2/5", "3/5", "Waiting", "4/5")) {
        kill(step);
        end(rotate());
        kill(step);
        if (Files.exists(folder.resolve("signing-secrets.rotation"))) {
          end(rotate("--undo"));
        }
      }
      isOver = true;
      sender.join();
      assertThat(rejected).hasValue(0);
      assertThat(accepted).hasPositiveValue();
    }
  }

  /** SIGKILL, once it says that it has come so far. */
  private void kill(String step) throws Exception {
    try (WarProcess rotation = rotate()) {
      rotation.awaitLine(Pattern.compile(step), LIMIT);
      rotation.kill();
    }
  }

  private void end(WarProcess rotation) throws Exception {
    try (rotation) {
      assertThat(rotation.awaitExit(LIMIT)).as("%s", rotation).isZero();
    }
    assertIsOver();
  }

  private void assertIsOver() throws Exception {
    Path file = folder.resolve("signing-secrets");
    assertThat(file).hasContent(fullStory.secretOf(webhook()) + "\n");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.filter(each -> each.getFileName().toString().startsWith("signing-secrets")))
          .containsExactly(file);
    }
  }

  private WarProcess rotate(String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "rotate-secret",
                webhook(),
                "--secrets-file",
                folder.resolve("signing-secrets").toString(),
                "--quiet-for",
                "PT1S"));
    words.addAll(List.of(more));
    return installed.start(words.toArray(String[]::new));
  }

  private WarProcess receiver() throws Exception {
    WarProcess receiver =
        WarCommand.in(folder)
            .java("-Dfs.webhook.home=" + folder.resolve("home"))
            .start("serve", "--port", String.valueOf(port));
    receiver.awaitListening();
    return receiver;
  }

  private List<String> blocks() throws Exception {
    Path page = Path.of(System.getProperty("it.docs"), "fullstory.md");
    Matcher blocks = SCRIPT.matcher(Files.readString(page));
    return blocks.results().map(block -> block.group(1)).toList();
  }

  private int run(String script) throws Exception {
    ProcessBuilder builder =
        installed.builder(List.of("sh", "-e", "-c", script)).directory(folder.toFile());
    try (WarProcess process = new WarProcess(builder.start())) {
      int exitCode = process.awaitExit(LIMIT);
      System.out.println(process);
      assertThat(process.toString()).doesNotContain(fullStory.secretOf(webhook()));
      return exitCode;
    }
  }

  /** As FullStory does: a delivery begun before a change is still signed with the old secret. */
  private void send(Duration pause) {
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; !isOver; i++) {
      try {
        int status = client.send(signed(i), BodyHandlers.ofString()).statusCode();
        (status == 200 ? accepted : rejected).incrementAndGet();
        LockSupport.parkNanos(pause.toNanos());
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
