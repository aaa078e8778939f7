package io.fswebhook.war.cli;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import io.fswebhook.war.cli.receiver.ReceiverClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Shows what the receiver does when all goes well, and when something fails. */
final class DemoTour {

  /** What ChatAlert subscribes to. */
  private static final Set<String> CHATTED =
      Set.of(SegmentTrendAlert.EVENT_NAME, MetricAlert.EVENT_NAME, NoteCreated.EVENT_NAME);

  private static final int BAD_REQUEST = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final PrintWriter out;
  private final DemoHandlers handlers;
  private final String console;
  private final SignedPost post;
  private final SignedPost stream;
  private final String streamToken;
  private final ReceiverClient api;

  DemoTour(PrintWriter out, DemoHandlers handlers, URI receiver, String secret, String token) {
    this.out = out;
    this.handlers = handlers;
    this.console = receiver.resolve("/console/#/").toString();
    this.post = new SignedPost(receiver.resolve("/webhook"), new WebhookSigner(secret, "ORG1"));
    this.stream =
        new SignedPost(
            receiver.resolve("/streams/" + DemoHome.STREAM), new WebhookSigner(secret, "ORG1"));
    this.streamToken = secret;
    this.api = new ReceiverClient(receiver, token);
  }

  void show() throws IOException, InterruptedException {
    sendOneOfEach();
    failAndRecover();
    giveUp();
    sendTwice();
    changeOnTheWay();
    sendToStream();
  }

  private void sendOneOfEach() throws IOException, InterruptedException {
    out.println("1. One event of each kind. Three sample plugins handle them.");
    for (EventType event : EventCatalogue.all()) {
      out.println(event.name());
      Answer answer = post.send(event.sample(Instant.now()));
      out.println("  answered: " + answer.line());
      if (answer.isAccepted()) {
        showHandled(event.name());
      }
    }
    look("deliveries");
  }

  private void showHandled(String event) throws InterruptedException {
    out.println("  " + handlers.next(DemoHandlers.LOGGING));
    out.println("  " + handlers.next(DemoHandlers.FORWARD));
    if (CHATTED.contains(event)) {
      out.println("  " + handlers.next(DemoHandlers.CHAT));
    }
  }

  private void failAndRecover() throws IOException, InterruptedException {
    out.println("2. A target fails. The event is on disk already, and is tried again.");
    handlers.failNext(DemoHandlers.UNAVAILABLE);
    Answer answer = send(NoteCreated.EVENT_NAME);
    showHandled(NoteCreated.EVENT_NAME);
    out.println("  " + handlers.next(DemoHandlers.FORWARD));
    look("deliveries/" + answer.id());
  }

  private void giveUp() throws IOException, InterruptedException {
    out.println(
        "3. A target refuses an event for good. It becomes a dead letter, kept to be replayed once"
            + " the cause is fixed.");
    handlers.failNext(BAD_REQUEST);
    send(CustomEvent.EVENT_NAME);
    showHandled(CustomEvent.EVENT_NAME);
    out.println("  Replay it in the console: the target accepts it now.");
    look("dead-letters");
  }

  private void sendTwice() throws IOException, InterruptedException {
    out.println("4. A sender that saw no answer sends again. The event is handled once.");
    byte[] body = sample(SegmentTrendAlert.EVENT_NAME);
    String signature = post.sign(body);
    Answer first = post.send(body, signature);
    out.println("  answered: " + first.line());
    showHandled(SegmentTrendAlert.EVENT_NAME);
    out.println("  answered: " + post.send(body, signature).line());
    look("deliveries/" + first.id());
  }

  private void changeOnTheWay() throws IOException, InterruptedException {
    out.println("5. A proxy changes a body on its way, so its signature is wrong: rejected.");
    byte[] body = sample(NoteCreated.EVENT_NAME);
    byte[] changed = Arrays.copyOf(body, body.length + 1);
    changed[body.length] = '\n';
    out.println("  answered: " + post.send(changed, post.sign(body)).line());
    out.println("  The sender learns no more than that. You do:");
    explain("mismatch");
  }

  private void sendToStream() throws IOException, InterruptedException {
    out.println("6. A stream: any JSON value, with a token in place of a signature.");
    byte[] body = SampleEvents.body(SampleEvents.streamEvent(DemoHome.STREAM, Instant.now()));
    Answer answer = sendToStream(body, streamToken);
    if (answer.isAccepted()) {
      showHandled(StreamEvent.PREFIX + DemoHome.STREAM);
      out.println("  " + handlers.next(DemoHandlers.ORDERS));
    }
    out.println("  With another token it is rejected, and you learn why:");
    sendToStream(body, "wrong");
    explain("token-mismatch");
  }

  private Answer sendToStream(byte[] body, String token) throws IOException, InterruptedException {
    Answer answer = stream.send(body, "Authorization", "Bearer " + token);
    out.println("  answered: " + answer.line());
    return answer;
  }

  private void explain(String reason) throws IOException, InterruptedException {
    JsonArray findings = newestRejection(reason).getJsonArray("findings");
    for (JsonObject finding : findings.getValuesAs(JsonObject.class)) {
      out.println("  " + finding.getString("sentence"));
    }
    look("rejections");
  }

  private Answer send(String event) throws IOException, InterruptedException {
    out.println(event);
    Answer answer = post.send(sample(event));
    out.println("  answered: " + answer.line());
    return answer;
  }

  private static byte[] sample(String event) {
    return EventCatalogue.find(event).orElseThrow().sample(Instant.now());
  }

  /** It is recorded shortly after the response. */
  private JsonObject newestRejection(String reason) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonArray items = rejections(reason);
    while (items.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException("The receiver did not record the rejection.");
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      items = rejections(reason);
    }
    return items.getJsonObject(0);
  }

  private JsonArray rejections(String reason) throws IOException, InterruptedException {
    return api.get("rejections?reason=" + reason).getJsonArray("items");
  }

  private void look(String page) {
    out.println("  See " + console + page);
    out.println();
    out.flush();
  }
}
