package io.fswebhook.war.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Requests a second, latency and bytes written of {@code POST /webhook}, next to servers that do
 * less and to what teams use instead. Every server is a process of its own, all are up at the same
 * time, and they are measured in turn.
 */
final class ReceiptBenchmark {

  private static final int CONNECTIONS = 64;
  private static final int[] OTHER_CONNECTIONS = {1, 16, 256};
  private static final int SMALL = 700;
  private static final int LARGE = 16 << 10;

  /** Of the main contenders: other connections, large bodies, and twice as long the open loop. */
  private static final int TABLES_OF_MAIN = OTHER_CONNECTIONS.length + 1 + Measure.OPEN_LENGTH;

  private ReceiptBenchmark() {}

  static void run(BenchmarkOptions options, Budget budget, Path folder) throws Exception {
    try (Contenders contenders = Contenders.start(folder, options::wants)) {
      List<Contender> main = contenders.main();
      Measure measure = new Measure(options.rounds(), budget);
      Tables tables = new Tables();
      measure.warmUp(contenders.all(), CONNECTIONS, SMALL);
      budget.plan(options.rounds() * (contenders.all().size() + TABLES_OF_MAIN * main.size()));

      // The main table last, when the slowest compilers have done most of their work.
      for (int connections : OTHER_CONNECTIONS) {
        String title = connections + (connections == 1 ? " connection" : " connections");
        measure.closed(title + ", 700 bytes,", main, connections, SMALL);
        tables.add(title + ", 700 bytes", main);
      }
      measure.closed("64 connections, 16 KB,", main, CONNECTIONS, LARGE);
      tables.add("64 connections, 16 KB", main);
      measure.closed("64 connections, 700 bytes,", contenders.all(), CONNECTIONS, SMALL);
      tables.addFirst("64 connections, 700 bytes", contenders.all());
      tables.ratios(contenders);
      double half = contenders.paceSetter().perSecond() / 2;
      measure.open("open loop,", main, half, CONNECTIONS, SMALL);
      tables.add(
          "%,.0f requests a second at random times, half of what SQLite takes, 700 bytes; latency from the intended time"
              .formatted(half),
          main);
      tables.ratioOfOpenLoop(contenders);
      tables.finish(options, measure, contenders);
    }
  }
}
