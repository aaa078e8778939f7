package io.fswebhook.war.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fswebhook.api.testkit.WebhookSigner;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {

  private static final String SECRET = "test-secret";
  private static final Pattern SIGNED_AT = Pattern.compile("t:(\\d+)");

  private record Received(String body, String signature, String contentType) {}

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Deque<String> answers = new ConcurrentLinkedDeque<>();
  private final HttpServer receiver = server();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @TempDir private Path folder;
  private volatile Runnable whenAsked = () -> {};

  @BeforeEach
  void start() {
    receiver.createContext("/webhook", this::take);
    receiver.setExecutor(threads);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void an_event_is_signed_as_fullstory_does_and_its_answer_printed() {
    Typed typed = send("note.created", "--org", "ORG7");

    assertThat(typed).isEqualTo(new Typed(0, lines("200 stored id-1"), ""));
    Received request = received.get(0);
    assertThat(request.contentType()).isEqualTo("application/json");
    assertThat(request.signature()).startsWith("o:ORG7,t:");
    assertThat(request.signature()).isEqualTo(signature("ORG7", request));
    assertThat(signedAt(request)).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void a_file_is_sent_as_it_is() throws Exception {
    String content = "{ \"eventName\":\"x\" }\n";
    Path file = Files.writeString(folder.resolve("event.json"), content);
    assertThat(send(file.toString()).exitCode()).isZero();
    assertThat(received.get(0).body()).isEqualTo(content);
  }

  @Test
  void the_secret_may_come_from_a_file() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Typed typed =
        Typed.line("send", "note.created", "--url", url(), "--secret-file", file.toString());
    assertThat(typed.exitCode()).isZero();
    Received request = received.get(0);
    assertThat(request.signature()).isEqualTo(signature("ORG1", request));
  }

  @Test
  void a_file_that_a_receiver_would_refuse_as_a_secret_is_wrong_use() throws Exception {
    Path lines = Files.writeString(folder.resolve("lines"), "one\ntwo\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xfe});

    assertThat(withSecretFrom(lines).exitCode()).isEqualTo(2);
    assertThat(withSecretFrom(lines).err())
        .contains("--secret-file names ", "which must contain a single line");
    assertThat(withSecretFrom(binary).exitCode()).isEqualTo(2);
    assertThat(withSecretFrom(binary).err())
        .contains("--secret-file names ", "which must be UTF-8 and is not");
    assertThat(received).isEmpty();
  }

  private Typed withSecretFrom(Path file) {
    return Typed.line("send", "note.created", "--url", url(), "--secret-file", file.toString());
  }

  @Test
  void several_are_all_different_and_summed_up() {
    Typed typed = send("segment.created", "--count", "3", "--rate", "1000");
    assertThat(typed.exitCode()).isZero();
    assertThat(received).hasSize(3);
    assertThat(received.stream().map(Received::body)).doesNotHaveDuplicates();
    assertThat(typed.out().lines())
        .singleElement()
        .asString()
        .matches("3 answered, 3 with 200; .* s, \\d+ a second; p50 .* ms, p99 .* ms");
  }

  @Test
  void several_are_sent_at_the_same_time() {
    CountDownLatch together = new CountDownLatch(3);
    whenAsked = () -> awaitAll(together);

    Typed typed = send("segment.created", "--count", "3", "--concurrency", "3");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(received.stream().map(Received::body)).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void a_rate_that_is_not_reached_is_said() {
    whenAsked = () -> LockSupport.parkNanos(100_000_000L);

    Typed typed = send("segment.created", "--count", "4", "--rate", "1000");

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.err()).startsWith("The rate of 1000 a second").contains("--concurrency 1");
    assertThat(send("segment.created", "--count", "2", "--rate", "5").err()).isEmpty();
  }

  @Test
  void the_result_is_json_for_a_program() {
    JsonObject several = json(send("note.created", "--count", "2", "--output", "json"));
    assertThat(several.getInt("count")).isEqualTo(2);
    assertThat(several.getJsonObject("statuses").getInt("200")).isEqualTo(2);
    assertThat(several.getBoolean("rateReached")).isTrue();
    assertThat(several).containsKeys("seconds", "perSecond", "p50Millis", "p99Millis");

    JsonObject one = json(send("note.created", "--output", "json"));
    assertThat(one.getString("status")).isEqualTo("stored");
    assertThat(one.getString("id")).isEqualTo("id-3");
  }

  @Test
  void quiet_prints_nothing_but_errors() {
    assertThat(send("note.created", "--quiet")).isEqualTo(new Typed(0, "", ""));
    assertThat(send("note.created", "--quiet", "--count", "2")).isEqualTo(new Typed(0, "", ""));
    answers.add("401 {\"code\":\"signature-rejected\"}");
    Typed refused = send("note.created", "--quiet");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).isNotEmpty();
  }

  private static JsonObject json(Typed typed) {
    return Json.createReader(new StringReader(typed.out())).readObject();
  }

  private static void awaitAll(CountDownLatch together) {
    together.countDown();
    try {
      assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void the_rate_is_kept() {
    long start = System.nanoTime();
    send("segment.created", "--count", "3", "--rate", "10");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
  }

  @Test
  void an_answer_that_is_not_200_is_a_no() {
    answers.add("503 {\"code\":\"inbox-unavailable\",\"title\":\"t\"}");
    Typed typed = send("note.created");
    assertThat(typed).isEqualTo(new Typed(1, lines("503 inbox-unavailable"), ""));
  }

  @Test
  void a_401_says_where_its_reason_is() {
    answers.add("401 {\"code\":\"signature-rejected\",\"title\":\"t\"}");
    Typed typed = send("note.created");
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).isEqualTo(lines("401 signature-rejected"));
    assertThat(typed.err()).contains("log", url().replace("/webhook", "/console/#/rejections"));
  }

  @Test
  void what_the_other_side_answers_does_nothing_to_the_terminal() {
    answers.add("401 {\"code\":\"a\\u001b[2J\",\"detail\":\"b\\u202ec\\u2028d\\u000a200 stored\"}");
    Typed typed = send("note.created");
    assertThat(typed.out()).isEqualTo(lines("401 a\\u001b[2J b\\u202ec\\u2028d\\u000a200 stored"));
  }

  @Test
  void a_url_is_shown_without_what_may_be_a_secret() {
    for (String url :
        List.of(
            "http://sa:hunter2@127.0.0.1:1/webhook?token=hunter2",
            "http://sa:hunter2@127.0.0.1:65536/webhook",
            "ftp://sa:hunter2@h/?token=hunter2",
            "http://sa:hun ter2@h/x",
            "http://h/\u001b[2J")) {
      Typed typed = send("note.created", "--url", url);
      assertThat(typed.exitCode()).isPositive();
      assertThat(typed.err()).doesNotContain("hunter2", "ter2", "hun", "\u001b");
    }
  }

  @Test
  void one_refused_of_several_is_a_no() {
    answers.add("200 {\"id\":\"id-1\",\"status\":\"stored\"}");
    answers.add("503 no json");
    Typed typed = send("note.created", "--count", "3");
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).startsWith(lines("503")).contains("3 answered, 2 with 200, 1 with 503");
  }

  @Test
  void nobody_there_is_a_sentence_and_a_no() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + free + "/webhook";
    Typed typed = Typed.line("send", "note.created", "--secret", SECRET, "--url", url);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err())
        .isEqualTo(lines("Nothing listens at " + url + ". Is the receiver started?"));
  }

  @Test
  void wrong_use_ends_with_2_and_never_shows_the_secret() {
    for (Typed typed :
        List.of(
            send("no.such.event"),
            send("note.created", "--count", "10000001"),
            send("note.created", "--concurrency", "0"),
            send("note.created", "--output", "xml"),
            send("note.created", "--count", "0"),
            send("note.created", "--rate", "-1"),
            send("note.created", "--rate", "0"),
            send("note.created", "--rate", "NaN"),
            send("note.created", "--org", "a:b"),
            send("note.created", "--org", "a\nb"),
            send("note.created", "--org", "ä"),
            send("note.created", "--url", "webhook"),
            send("note.created", "--url", "http://127.0.0.1:65536/webhook"),
            send("note.created", "--secret-file", "x"))) {
      assertThat(typed.exitCode()).as(typed.err()).isEqualTo(2);
      assertThat(typed.err()).contains("fs-webhook send --help").doesNotContain(SECRET);
    }
    assertThat(Typed.line("send", "note.created").exitCode()).isEqualTo(2);
    assertThat(received).isEmpty();
  }

  private Typed send(String what, String... more) {
    List<String> arguments = new ArrayList<>(List.of("send", what, "--secret", SECRET));
    if (!List.of(more).contains("--url")) {
      arguments.addAll(List.of("--url", url()));
    }
    arguments.addAll(List.of(more));
    return Typed.line(arguments.toArray(String[]::new));
  }

  private String url() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/webhook";
  }

  private void take(HttpExchange exchange) throws IOException {
    whenAsked.run();
    try (exchange) {
      received.add(
          new Received(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              exchange.getRequestHeaders().getFirst("Fullstory-Signature"),
              exchange.getRequestHeaders().getFirst("Content-Type")));
      String answer =
          answers.isEmpty()
              ? "200 {\"id\":\"id-" + received.size() + "\",\"status\":\"stored\"}"
              : answers.remove();
      byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String signature(String org, Received request) {
    return new WebhookSigner(SECRET, org)
        .sign(request.body().getBytes(StandardCharsets.UTF_8), signedAt(request));
  }

  private static Instant signedAt(Received request) {
    Matcher matcher = SIGNED_AT.matcher(request.signature());
    assertThat(matcher.find()).isTrue();
    return Instant.ofEpochSecond(Long.parseLong(matcher.group(1)));
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
