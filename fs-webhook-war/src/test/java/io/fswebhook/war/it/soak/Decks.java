package io.fswebhook.war.it.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which faults exclude each other. A new fault is one line here. */
final class Decks {

  private Decks() {}

  static List<FaultDeck> of(String inbox, Site site, SoakSettings settings, Timeline timeline) {
    List<Fault> receivers = new ArrayList<>(receivers(inbox));
    List<Fault> strangers = new ArrayList<>(strangers(settings.strangers()));
    if (site.nodes().get(0).hasClock()) {
      receivers.add(new StartWithWrongClock());
      strangers.addAll(List.of(new JumpClock(), new JumpClock()));
    } else {
      timeline.say("no clock is set: libfaketime is not installed, or Kafka's clients use it");
    }
    List<List<Fault>> decks = List.of(receivers, plugins(), strangers);
    List<FaultDeck> shuffled = new ArrayList<>();
    for (int i = 0; i < decks.size(); i++) {
      shuffled.add(new FaultDeck(decks.get(i), settings.seed() + i));
    }
    return shuffled;
  }

  private static List<Fault> receivers(String inbox) {
    return switch (inbox) {
      case "sqlite" -> onSqlite();
      case "postgresql" -> onPostgres();
      default -> Stream.concat(onPostgres().stream(), brokers()).toList();
    };
  }

  private static Stream<Fault> brokers() {
    return Stream.of(new KillBroker(), new FreezeBroker());
  }

  private static List<Fault> onSqlite() {
    return List.of(
        new KillReceiver(),
        new RestartReceiver(),
        new FreezeReceiver(),
        MoveFile.inbox(),
        MoveFile.dataFolder(),
        new ForbidData());
  }

  private static List<Fault> onPostgres() {
    return List.of(
        new KillReceiver(),
        new RestartReceiver(),
        new FreezeReceiver(),
        DatabaseOutage.stopped(),
        DatabaseOutage.killed(),
        DatabaseOutage.hanging(),
        DatabaseOutage.cutConnections());
  }

  private static List<Fault> plugins() {
    return List.of(
        new ReplacePlugin(),
        new RemovePlugin(),
        new BreakPlugin(),
        new PauseHandler(),
        new FailHandler());
  }

  private static List<Fault> strangers(int connections) {
    return List.of(
        Strangers.slowBodies(connections),
        Strangers.silentBodies(connections),
        Strangers.unreadAnswers(connections),
        Strangers.garbage(connections),
        Strangers.badSignatures(connections));
  }
}
