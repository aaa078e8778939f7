package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away, cuts connections, dies or hangs under load, and comes back. */
@Tag("long")
class FaultyPostgresIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int SENDERS = 6;

  @TempDir private Path folder;
  private PostgresServer postgres;
  private RecorderPlugin recorder;
  private WarProcess war;
  private URI base;

  @BeforeEach
  void start() throws Exception {
    postgres = PostgresServer.in(folder);
    Path home = Files.createDirectories(folder.resolve("home"));
    recorder = RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
    war =
        WarCommand.in(folder)
            .withSender()
            .java("-Dfs.webhook.home=" + home)
            .java("-Dfs.webhook.inbox.url=" + postgres.url())
            .java("-Dfs.webhook.inbox.username=postgres")
            .java("-Dfs.webhook.inbox.timeout=" + TIMEOUT)
            .start("serve", "--port", "0");
    base = war.awaitListening();
  }

  @AfterEach
  void stop() throws IOException {
    war.close();
    postgres.close();
  }

  @Test
  void stopped_and_started_again_nothing_is_lost() throws Exception {
    try (Load load = Load.on(List.of(base), SENDERS)) {
      for (int round = 0; round < Soak.rounds(); round++) {
        load.awaitMore(200);
        postgres.stop();
        assertUnavailable(new Sender(base.resolve("/webhook")).sendNote("while it is down"));
        LockSupport.parkNanos(Soak.outage().toNanos());
        postgres.start();
        load.awaitMore(200);
      }
      assertNothingIsLost(load, "PostgreSQL stopped for " + Soak.outage());
    }
  }

  @Test
  void killed_and_started_again_nothing_is_lost() throws Exception {
    try (Load load = Load.on(List.of(base), SENDERS)) {
      for (int round = 0; round < Soak.rounds(); round++) {
        load.awaitMore(200);
        postgres.kill();
        postgres.start();
        load.awaitMore(200);
      }
      assertNothingIsLost(load, "PostgreSQL killed");
    }
  }

  @Test
  void connections_that_are_cut_cost_nothing() throws Exception {
    try (Load load = Load.on(List.of(base), SENDERS)) {
      for (int cut = 0; cut < 10 * Soak.rounds(); cut++) {
        load.awaitMore(100);
        postgres.cutConnections();
      }
      load.awaitMore(100);
      assertNothingIsLost(load, "connections cut " + 10 * Soak.rounds() + " times");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC}) // signals
  void while_it_hangs_senders_are_answered_503_in_time_and_afterwards_it_goes_on()
      throws Exception {
    try (Load load = Load.on(List.of(base), SENDERS)) {
      load.awaitMore(200);
      postgres.hang();
      Duration first;
      Duration then;
      try {
        first = timeOfRefusal("first");
        then = timeOfRefusal("then");
      } finally {
        postgres.goOn();
      }
      // A machine under load may be late itself; without a limit it would be for ever.
      assertThat(first).isLessThan(TIMEOUT.multipliedBy(4));
      assertThat(then).isLessThan(TIMEOUT.multipliedBy(4));
      load.awaitMore(200);
      System.out.printf(
          "PostgreSQL hangs: 503 after %d ms, and after %d ms when that is known%n",
          first.toMillis(), then.toMillis());
      assertNothingIsLost(load, "PostgreSQL hung");
    }
  }

  private Duration timeOfRefusal(String note) throws Exception {
    long begin = System.nanoTime();
    assertUnavailable(new Sender(base.resolve("/webhook")).sendNote(note));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("\"code\":\"inbox-unavailable\"");
  }

  private void assertNothingIsLost(Load load, String fault) throws Exception {
    load.close();
    Eventually.holds(
        "everything that was answered 200 is handled",
        LIMIT,
        () -> recorder.ids().containsAll(load.acknowledged()));
    load.assertNoneIsStoredTwice();
    System.out.printf(
        "%s: %d deliveries answered 200, 0 lost, %d handled again, %d refused, longest stall of"
            + " receipts %d ms%n",
        fault,
        load.acknowledged().size(),
        recorder.handled().size() - recorder.ids().size(),
        load.refused(),
        load.longestStall().toMillis());
  }
}
