package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers hold hundreds of connections of each kind, and an honest sender notices nothing. */
@Tag("long")
class HostileClientsIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long SETTLED = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int HONEST = Soak.hostileClients() / 2;

  @TempDir private Path folder;
  private int number;

  @Test
  void whatever_strangers_hold_open_deliveries_and_health_are_answered() throws Exception {
    try (WarProcess receiver = receiver()) {
      URI base = receiver.awaitListening();
      Sender sender = new Sender(base.resolve("/webhook"));
      send(sender, HONEST);
      for (HostileClients.Kind kind : HostileClients.Kind.values()) {
        underAttack(kind, base, sender);
      }
      List<String> log = receiver.err();
      assertThat(log.size()).as("lines of log:\n%s", log).isLessThan(2_000);
    }
  }

  private void underAttack(HostileClients.Kind kind, URI base, Sender sender) throws Exception {
    int connections = Soak.hostileClients();
    long[] alone = send(sender, HONEST);
    try (HostileClients hostile = HostileClients.start(base.getPort(), kind, connections)) {
      Eventually.holds(
          "open: " + hostile,
          LIMIT,
          () -> hostile.open() + hostile.closedByServer() >= connections * 0.9);
      // What they ask for at the beginning is work, of which they make much at once.
      Eventually.holds("settled: " + hostile, LIMIT, () -> isSettled(base));
      long[] health = health(base, HONEST / 10);
      long[] receipts = send(sender, HONEST);
      System.out.printf(
          Locale.ROOT,
          "MEASURED %s: %d open, %d closed; receipts p50 %s p99 %s ms, alone p50 %s p99 %s ms;"
              + " health p50 %s, longest %s ms%n",
          kind,
          hostile.open(),
          hostile.closedByServer(),
          millis(receipts, 0.5),
          millis(receipts, 0.99),
          millis(alone, 0.5),
          millis(alone, 0.99),
          millis(health, 0.5),
          millis(health, 1));
    }
  }

  private static boolean isSettled(URI base) throws Exception {
    try {
      return health(base, 3)[2] < SETTLED;
    } catch (HttpTimeoutException e) {
      return false;
    }
  }

  private WarProcess receiver() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    return WarCommand.in(folder)
        .withSender()
        .java("-Xmx512m")
        .java("-Dfs.webhook.home=" + home)
        .start("serve", "--port", "0");
  }

  /** How long each took, in order. */
  private long[] send(Sender sender, int count) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      Sender.idIn(sender.sendNote("n" + number++));
      nanos.add(System.nanoTime() - begun);
    }
    return sorted(nanos);
  }

  /** Each time on a connection of its own, as orchestrators ask. */
  private static long[] health(URI base, int count) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest ready =
          HttpRequest.newBuilder(base.resolve("/health/ready"))
              .timeout(Duration.ofSeconds(10))
              .build();
      long begun = System.nanoTime();
      assertThat(client.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      nanos.add(System.nanoTime() - begun);
    }
    return sorted(nanos);
  }

  private static long[] sorted(List<Long> nanos) {
    Collections.sort(nanos);
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }

  private static String millis(long[] sorted, double part) {
    int index = (int) Math.min(sorted.length - 1, Math.floor(sorted.length * part));
    return String.format(
        Locale.ROOT, "%.1f", sorted[index] / (double) TimeUnit.MILLISECONDS.toNanos(1));
  }
}
