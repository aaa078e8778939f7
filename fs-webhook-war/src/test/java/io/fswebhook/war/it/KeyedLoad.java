package io.fswebhook.war.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A sender for each ordering key, which sends its next delivery once the one before it was answered
 * 200, in turn to each of the receivers. What was not answered is no promise.
 */
final class KeyedLoad implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Map<Integer, List<String>> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile List<Sender> receivers = List.of();
  private volatile boolean stopped;

  KeyedLoad(List<URI> bases, int keys) {
    goOn(bases);
    for (int i = 0; i < keys; i++) {
      int key = i;
      acknowledged.put(key, new CopyOnWriteArrayList<>());
      Thread thread = new Thread(() -> send(key), "sender-" + key);
      thread.start();
      threads.add(thread);
    }
  }

  /** Sends to these from now on. */
  void goOn(List<URI> bases) {
    receivers = bases.stream().map(base -> new Sender(base.resolve("/webhook"))).toList();
  }

  private void send(int key) {
    for (int number = 1; !stopped; number++) {
      List<Sender> all = receivers;
      try {
        HttpResponse<String> answer = all.get((key + number) % all.size()).send(body(key, number));
        if (answer.statusCode() == 200) {
          Objects.requireNonNull(acknowledged.get(key)).add(Sender.idIn(answer));
          answered.incrementAndGet();
        }
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE.toNanos()); // it was killed
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String body(int key, int number) {
    return "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"k"
        + key
        + "n"
        + number
        + "\",\"key\":"
        + key
        + "}}";
  }

  /** The ids, by key, in the order of receipt. */
  Map<Integer, List<String>> acknowledged() {
    return acknowledged;
  }

  int count() {
    return answered.get();
  }

  void awaitMore(int count) throws Exception {
    int goal = answered.get() + count;
    Eventually.holds(
        count + " more are answered 200", Duration.ofMinutes(2), () -> answered.get() >= goal);
  }

  @Override
  public void close() {
    end();
  }

  /** Waits for what is being sent. */
  void end() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
