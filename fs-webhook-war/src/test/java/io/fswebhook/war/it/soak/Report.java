package io.fswebhook.war.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of it: the figures, and whether every promise was kept. */
final class Report {

  private final String inbox;
  private final SoakSettings settings;
  private final Ledger ledger;
  private final Timeline timeline;

  Report(String inbox, SoakSettings settings, Ledger ledger, Timeline timeline) {
    this.inbox = inbox;
    this.settings = settings;
    this.ledger = ledger;
    this.timeline = timeline;
  }

  /** Prints the figures, and fails on a delivery that was lost, stored twice or not handled. */
  void of(Site site) throws Exception {
    Tally tally = Tally.of(site, ledger);
    print(tally);
    if (!tally.isAllHandled()) {
      tally.unhandled().forEach(this::blame);
      restart(site);
    }
    assertThat(tally.lost()).as("acknowledged and not stored").isEmpty();
    assertThat(tally.storedTwice()).as("deliveries of events that were stored before").isZero();
    assertThat(ledger.underTwoIds()).as("events answered with two ids").isZero();
    assertThat(tally.unhandledCounts().values())
        .as("acknowledged and not handled %s after the end, by handler", settings.quiet())
        .containsOnly(0);
  }

  private void print(Tally tally) {
    measured(
        ("%s of faults, seed %d: %d events sent, %d acknowledged, %d stored, %d handled at least"
                + " once by each handler, %d times handled again")
            .formatted(
                settings.duration(),
                settings.seed(),
                ledger.sent(),
                ledger.promises().size(),
                tally.stored(),
                tally.handled(),
                tally.handledAgain()));
    measured(
        "lost %d, stored twice %d, not handled %s after the end %s"
            .formatted(
                tally.lost().size(),
                Math.max(tally.storedTwice(), ledger.underTwoIds()),
                settings.quiet(),
                tally.unhandledCounts()));
    measured(
        "longest gap without an acknowledged delivery %d ms outside faults, %d ms inside"
            .formatted(
                timeline.longestGapOutside().toMillis(), timeline.longestGapInside().toMillis()));
    measured("answers " + ledger.answers());
    timeline.faults().forEach(this::measured);
  }

  /** Which faults there were when they were acknowledged. */
  private void blame(String handler, List<Ledger.Promise> unhandled) {
    Map<String, Integer> byFault = new TreeMap<>();
    for (Ledger.Promise promise : unhandled) {
      String faults = String.join(" and ", timeline.faultsBetween(promise.at(), promise.at()));
      byFault.merge(faults.isEmpty() ? "no fault" : faults, 1, Integer::sum);
    }
    byFault.forEach(
        (faults, count) ->
            measured(
                "not handled by %s: %d acknowledged during %s".formatted(handler, count, faults)));
  }

  /** Tells those that were forgotten until a restart from those that nobody will ever handle. */
  private void restart(Site site) throws Exception {
    for (Node node : site.nodes()) {
      node.stop();
      node.startAgain();
    }
    Fault.last(settings.quiet());
    measured(
        "not handled %s after a restart either %s"
            .formatted(settings.quiet(), Tally.of(site, ledger).unhandledCounts()));
  }

  private void measured(String words) {
    timeline.measured("soak on " + inbox + ": " + words);
  }
}
