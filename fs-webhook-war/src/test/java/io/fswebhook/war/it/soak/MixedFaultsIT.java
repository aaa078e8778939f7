package io.fswebhook.war.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The soak: honest traffic at half load while receivers are killed, files moved, clocks set,
 * databases and brokers stopped, plugins replaced and strangers at the door, several at a time. At
 * the end everything that was acknowledged is stored and handled. {@link SoakSettings} has its
 * properties.
 */
@EnabledOnOs(OS.LINUX) // signals, loopback addresses, libfaketime
@Tag("long")
class MixedFaultsIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final List<Duration> CALIBRATION =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(10));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final SoakSettings settings = SoakSettings.ofProperties();

  static List<String> inboxes() {
    return SoakSettings.inboxes();
  }

  @ParameterizedTest
  @MethodSource("inboxes")
  void nothing_acknowledged_is_lost_or_left_unhandled(String inbox) throws Exception {
    Timeline timeline = new Timeline(folder.resolve("soak.log"));
    timeline.say("%s, %s, all of it in %s".formatted(inbox, settings, folder));
    Ledger ledger = new Ledger(timeline, inbox.equals("kafka"));
    try (Site site = Site.on(inbox, folder);
        HonestTraffic traffic = new HonestTraffic(site.webhooks(), ledger)) {
      traffic.rate(rate(site, ledger, traffic, timeline));
      Fault.last(settings.calm());
      ledger.watchGaps();
      List<Throwable> failures = new ArrayList<>(strike(inbox, site, timeline));
      ledger.ignoreGaps();
      timeline.say("faults are over; " + ledger.open() + " events are still to be acknowledged");
      if (!failures.isEmpty()) {
        restart(site); // for the figures; it fails all the same
      }
      try {
        traffic.drain(LIMIT);
      } catch (AssertionError e) {
        failures.add(e);
      }
      Fault.last(settings.quiet());
      new Report(inbox, settings, ledger, timeline).of(site);
      assertThat(failures).as("what was not put right in time").isEmpty();
    }
  }

  /** Of new events a second: half of what receivers and handlers together get done in a while. */
  private int rate(Site site, Ledger ledger, HonestTraffic traffic, Timeline timeline)
      throws Exception {
    if (settings.rate() > 0) {
      return settings.rate();
    }
    double best = 0;
    for (Duration length : CALIBRATION) {
      int before = ledger.sent();
      long begin = System.nanoTime();
      traffic.fullLoad();
      Fault.last(length);
      traffic.drain(LIMIT);
      Eventually.holds(
          "what was sent is handled", LIMIT, () -> Tally.of(site, ledger).isAllHandled());
      best = Math.max(best, (ledger.sent() - before) * 1e9 / (System.nanoTime() - begin));
    }
    timeline.measured("soak: %.0f deliveries/s are received and handled at most".formatted(best));
    return Math.max(1, (int) (best / 2));
  }

  /** Until the time is over, or something could not be put right, which is returned. */
  private List<Throwable> strike(String inbox, Site site, Timeline timeline)
      throws InterruptedException {
    List<FaultDeck> decks = Decks.of(inbox, site, settings, timeline);
    List<Throwable> failures = List.of();
    long end = System.nanoTime() + settings.duration().toNanos();
    while (failures.isEmpty() && System.nanoTime() - end < 0) {
      List<Thread> threads = new ArrayList<>();
      for (FaultDeck deck : decks) {
        threads.add(deck.deal(site, timeline, settings.round(), settings.longestFault()));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      failures = decks.stream().map(FaultDeck::failure).flatMap(Optional::stream).toList();
      timeline.say("no faults for " + settings.calm());
      Fault.last(settings.calm());
    }
    return failures;
  }

  private static void restart(Site site) throws Exception {
    for (Node node : site.nodes()) {
      node.kill();
      node.startAgain();
    }
  }
}
