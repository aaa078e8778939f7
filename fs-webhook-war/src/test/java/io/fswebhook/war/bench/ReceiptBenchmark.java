package io.fswebhook.war.bench;

import io.fswebhook.war.runtime.RunningReceiver;
import io.fswebhook.war.settings.HttpSettings;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.settings.SettingsLoader;
import io.fswebhook.war.standalone.StandaloneServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Requests a second of {@code POST /webhook}, verified, parsed and on disk before the answer, next
 * to a Jersey resource that does nothing, in the same server and the same run, in turn. The first
 * rounds warm up and are not counted. Arguments: counted rounds, seconds a round, connections, and
 * a folder of plugins where handlers are to work meanwhile.
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
    Path home = Files.createTempDirectory(Path.of("target"), "bench");
    Path plugins = arguments.length > 3 ? Path.of(arguments[3]) : home.resolve("plugins");
    Settings settings =
        SettingsLoader.load(
            Map.of(
                "fs.webhook.home", home.toString(),
                "fs.webhook.signing-secrets", SECRET,
                "fs.webhook.plugins.dir", plugins.toString()),
            home);
    HttpSettings anyPort = new HttpSettings("127.0.0.1", 0, null, null);
    try (RunningReceiver receiver = RunningReceiver.start(settings);
        StandaloneServer server = StandaloneServer.bind(anyPort)) {
      ResourceConfig application = receiver.application();
      application.register(BareResource.class);
      server.serve(receiver.webhook(), application);
      measure(new LoadClient(server.uri().getPort(), connections), rounds, length);
    }
  }

  private static void measure(LoadClient client, int rounds, Duration length) throws IOException {
    SignedEvents bare = new SignedEvents("/bare", SECRET);
    SignedEvents webhook = new SignedEvents("/webhook", SECRET);
    List<Double> ratios = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    List<Double> baselines = new ArrayList<>();
    for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
      double baseline = client.run(bare, length);
      double rate = client.run(webhook, length);
      System.out.printf(
          "%-8s bare %,9.0f/s   webhook %,9.0f/s   ratio %.2f%n",
          round < 1 ? "warm-up" : round, baseline, rate, rate / baseline);
      if (round >= 1) {
        ratios.add(rate / baseline);
        rates.add(rate);
        baselines.add(baseline);
      }
    }
    System.out.printf(
        "median   bare %,9.0f/s   webhook %,9.0f/s   ratio %.2f%n",
        median(baselines), median(rates), median(ratios));
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
