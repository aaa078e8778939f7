package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL under load, at random moments: what was answered 200 is handled after the restart. */
class KilledReceiverIT {

  private static final int KILLS = 10;
  private static final int SENDERS = 8;

  @TempDir private Path folder;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong number = new AtomicLong();

  @Test
  void whatever_was_answered_200_is_handled() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
    Random random = new Random(20261123);

    for (int kill = 0; kill < KILLS; kill++) {
      int before = acknowledged.size();
      loadAndKill(home, Duration.ofMillis(200 + random.nextInt(800)));
      assertThat(acknowledged.size()).as("answered before kill " + kill).isGreaterThan(before);
    }

    try (WarProcess war = start(home)) {
      war.awaitListening();
      Eventually.holds(
          "every acknowledged delivery is handled",
          Duration.ofSeconds(60),
          () -> ids(recorder).containsAll(acknowledged));
    }
    List<RecorderPlugin.Handled> handled = recorder.handled();
    System.out.printf(
        "%d kills, %d deliveries answered 200, none lost, %d handled again%n",
        KILLS, acknowledged.size(), handled.size() - ids(recorder).size());
  }

  private void loadAndKill(Path home, Duration time) throws Exception {
    try (WarProcess war = start(home)) {
      Sender sender = new Sender(war.awaitListening().resolve("/webhook"));
      AtomicBoolean killed = new AtomicBoolean();
      int before = acknowledged.size();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        Thread thread = new Thread(() -> sendUntil(killed, sender), "sender-" + i);
        thread.start();
        threads.add(thread);
      }
      Eventually.holds(
          "the load has begun", Duration.ofSeconds(30), () -> acknowledged.size() > before + 50);
      LockSupport.parkNanos(time.toNanos());
      war.kill();
      killed.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  /** An answer that never came is no promise; it may or may not have been stored. */
  private void sendUntil(AtomicBoolean killed, Sender sender) {
    while (!killed.get()) {
      try {
        HttpResponse<String> answer = sender.sendNote("n" + number.incrementAndGet());
        acknowledged.add(Sender.idIn(answer));
      } catch (IOException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private WarProcess start(Path home) throws IOException {
    return WarCommand.in(folder)
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .java("-Dfs.webhook.home=" + home)
        .start("serve", "--port", "0");
  }

  private static Set<String> ids(RecorderPlugin recorder) throws IOException {
    Set<String> ids = new HashSet<>();
    recorder.handled().forEach(handled -> ids.add(handled.id()));
    return ids;
  }
}
