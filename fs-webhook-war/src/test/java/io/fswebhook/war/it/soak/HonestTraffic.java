package io.fswebhook.war.it.soak;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.Sender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends events as FullStory does: each again, with the same bytes, until it is answered 200. Some
 * retries are signed anew, some requests are given up before their answer, and some that were
 * acknowledged come once more.
 */
final class HonestTraffic implements AutoCloseable {

  private static final int SENDERS = 24;
  private static final int MOST_OPEN = 20_000;
  private static final int MOST_OPEN_AT_FULL_LOAD = 500;
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Pattern ANSWER =
      Pattern.compile("\"id\":\"([^\"]+)\".*\"status\":\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final List<URI> webhooks;
  private final Ledger ledger;
  private final DelayQueue<Attempt> queue = new DelayQueue<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile int rate;
  private volatile int mostOpen = MOST_OPEN;
  private volatile boolean stopped;

  HonestTraffic(List<URI> webhooks, Ledger ledger) {
    this.webhooks = webhooks;
    this.ledger = ledger;
    for (int i = 0; i < SENDERS; i++) {
      start("soak-sender-" + i, this::send);
    }
    start("soak-source", this::produce);
  }

  private void start(String name, Runnable loop) {
    Thread thread = new Thread(loop, name);
    threads.add(thread);
    thread.start();
  }

  /** So many new events a second from now on. */
  void rate(int eventsPerSecond) {
    rate = eventsPerSecond;
    mostOpen = MOST_OPEN;
  }

  /** As many as are answered. */
  void fullLoad() {
    rate = MOST_OPEN;
    mostOpen = MOST_OPEN_AT_FULL_LOAD;
  }

  /** Sends no new ones, and waits until all are answered 200. */
  void drain(Duration limit) throws Exception {
    rate = 0;
    Eventually.holds("every event is answered 200 in the end", limit, () -> ledger.open() == 0);
  }

  private void produce() {
    double due = 0;
    long before = System.nanoTime();
    while (!stopped) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      long now = System.nanoTime();
      due = rate == 0 ? 0 : due + rate * ((now - before) / 1e9);
      before = now;
      for (; due >= 1; due--) {
        if (ledger.open() < mostOpen) {
          queue.add(Attempt.first(ledger.nextNumber()));
        }
      }
    }
  }

  private void send() {
    while (!stopped) {
      try {
        Attempt attempt = queue.poll(100, TimeUnit.MILLISECONDS);
        if (attempt != null) {
          send(attempt);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void send(Attempt attempt) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(request(attempt), HttpResponse.BodyHandlers.ofString());
      Matcher stored = ANSWER.matcher(answer.body());
      if (answer.statusCode() == 200 && stored.find()) {
        ledger.acknowledged(attempt.number(), stored.group(1), stored.group(2));
        if (chance(2) && attempt.tries() == 0) {
          queue.add(attempt.again(Duration.ofMillis(random(5_000))));
        }
        return;
      }
      ledger.count(String.valueOf(answer.statusCode()));
    } catch (IOException e) {
      ledger.count(e.getClass().getSimpleName());
    }
    queue.add(
        attempt.again(Duration.ofMillis(500 + random(Math.min(4, attempt.tries()) * 1000 + 500))));
  }

  /** To the next receiver in turn, as by a load balancer. */
  private HttpRequest request(Attempt attempt) {
    URI webhook = webhooks.get(Math.floorMod(turn.getAndIncrement(), webhooks.size()));
    return HttpRequest.newBuilder(webhook.resolve(attempt.path()))
        .timeout(chance(1) ? Duration.ofMillis(5 + random(200)) : LIMIT)
        .header("Content-Type", "application/json")
        .header(WebhookSigner.HEADER, attempt.signature())
        .header("Authorization", "Bearer " + Sender.TOKEN)
        .POST(HttpRequest.BodyPublishers.ofString(attempt.body()))
        .build();
  }

  private static boolean chance(int percent) {
    return random(100) < percent;
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      thread.interrupt();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
