package io.fswebhook.war.bench;

import io.fswebhook.war.it.PostgresServer;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests a second of {@code POST /webhook}, verified, parsed and on disk before the answer, next
 * to a Jersey resource that does nothing, in the same server and the same run, in turn. The first
 * rounds warm up and are not counted. Arguments: counted rounds, seconds a round, connections, a
 * folder of plugins where handlers are to work meanwhile ({@code -} for none), and {@code
 * postgresql} for a second receiver whose inbox is a PostgreSQL started for it, in turn with the
 * first.
 */
public final class ReceiptBenchmark {

  private static final String SECRET = "benchmark";
  private static final int WARM_UP_ROUNDS = 6;

  private ReceiptBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    Duration length =
        Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
    int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 64;
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
    boolean hasPlugins = arguments.length > 3 && !arguments[3].equals("-");
    Path plugins = hasPlugins ? Path.of(arguments[3]) : folder.resolve("plugins");
    try (BenchedReceiver sqlite = BenchedReceiver.start(settings(folder, plugins, Map.of()))) {
      List<Contender> contenders = new ArrayList<>();
      contenders.add(contender("bare", "/bare", sqlite, connections));
      contenders.add(contender("webhook", "/webhook", sqlite, connections));
      if (arguments.length > 4 && arguments[4].equals("postgresql")) {
        withPostgres(folder, plugins, contenders, connections, rounds, length);
        return;
      }
      measure(contenders, rounds, length);
    }
  }

  private static void withPostgres(
      Path folder,
      Path plugins,
      List<Contender> contenders,
      int connections,
      int rounds,
      Duration length)
      throws IOException {
    try (PostgresServer postgres = PostgresServer.in(folder);
        BenchedReceiver receiver =
            BenchedReceiver.start(
                settings(
                    folder.resolve("second"),
                    plugins,
                    Map.of(
                        "fs.webhook.inbox.url",
                        postgres.url(),
                        "fs.webhook.inbox.username",
                        "postgres")))) {
      contenders.add(contender("on PostgreSQL", "/webhook", receiver, connections));
      measure(contenders, rounds, length);
    }
  }

  private static Settings settings(Path home, Path plugins, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("fs.webhook.home", home.toString());
    settings.put("fs.webhook.signing-secrets", SECRET);
    settings.put("fs.webhook.plugins.dir", plugins.toString());
    return SettingsLoader.load(settings, home);
  }

  private static Contender contender(
      String name, String path, BenchedReceiver receiver, int connections) {
    return new Contender(
        name,
        new LoadClient(receiver.port(), connections),
        new SignedEvents(path, SECRET),
        new ArrayList<>());
  }

  /** What is measured in turn with the others. */
  private record Contender(
      String name, LoadClient client, SignedEvents events, List<Double> rates) {}

  private static void measure(List<Contender> contenders, int rounds, Duration length)
      throws IOException {
    for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
      StringBuilder line = new StringBuilder("%-8s".formatted(round < 1 ? "warm-up" : round));
      double baseline = 0;
      for (Contender contender : contenders) {
        double rate = contender.client().run(contender.events(), length);
        baseline = baseline == 0 ? rate : baseline;
        line.append(" %s %,9.0f/s (%.2f)  ".formatted(contender.name(), rate, rate / baseline));
        if (round >= 1) {
          contender.rates().add(rate);
        }
      }
      System.out.println(line);
    }
    StringBuilder line = new StringBuilder("median  ");
    double baseline = median(contenders.get(0).rates());
    for (Contender contender : contenders) {
      double rate = median(contender.rates());
      line.append(" %s %,9.0f/s (%.2f)  ".formatted(contender.name(), rate, rate / baseline));
    }
    System.out.println(line);
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
