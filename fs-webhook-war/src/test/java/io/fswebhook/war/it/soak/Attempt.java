package io.fswebhook.war.it.soak;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.it.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** An event, where it goes, what proves its origin, and when it is to be sent. */
final class Attempt implements Delayed {

  private static final WebhookSigner SIGNER = new WebhookSigner(Sender.SECRET, "ORG1");
  private static final List<String> NAMES =
      List.of("note.created", "segment.created", "recording.event.custom", "unknown.event");
  private static final List<String> PATHS =
      List.of("/webhook", "/webhook", "/streams/orders", "/streams/signals");
  private static final String TEXT = "folding chair, green, ".repeat(20);
  private static final int SIGNED_ANEW_PERCENT = 20;

  private final int number;
  private final String path;
  private final String body;
  private final String signature;
  private final int tries;
  private final long due;

  private Attempt(
      int number, String path, String body, String signature, int tries, Duration delay) {
    this.number = number;
    this.path = path;
    this.body = body;
    this.signature = signature;
    this.tries = tries;
    this.due = System.nanoTime() + delay.toNanos();
  }

  /** An event of its own. That of a webhook has a time, so that it is known when signed anew. */
  static Attempt first(int number) {
    String path = PATHS.get(number / NAMES.size() % PATHS.size());
    String body =
        ("{\"eventName\":\"%s\",\"version\":1,\"data\":{\"id\":\"soak\",\"created\":\"%s\","
                + "\"text\":\"%s\",\"number\":%d},\"id\":%4$d}")
            .formatted(NAMES.get(number % NAMES.size()), Instant.now(), TEXT, number);
    return new Attempt(number, path, body, sign(body), 0, Duration.ZERO);
  }

  /** Of the event with this body. */
  static int numberIn(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1, text.length() - 1));
  }

  /** The same bytes once more; now and then signed at another time, if that makes no new event. */
  Attempt again(Duration delay) {
    boolean anew =
        !path.equals("/streams/signals")
            && ThreadLocalRandom.current().nextInt(100) < SIGNED_ANEW_PERCENT;
    return new Attempt(number, path, body, anew ? sign(body) : signature, tries + 1, delay);
  }

  private static String sign(String body) {
    return SIGNER.sign(body.getBytes(StandardCharsets.UTF_8), Instant.now());
  }

  int number() {
    return number;
  }

  String path() {
    return path;
  }

  String body() {
    return body;
  }

  String signature() {
    return signature;
  }

  /** Before this one. */
  int tries() {
    return tries;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return Long.compare(due - ((Attempt) other).due, 0);
  }
}
