package io.fswebhook.war.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Requests a second, latency and bytes written of {@code POST /webhook}, next to servers that do
 * less and to what teams use instead. Every server is a process of its own, all are up at the same
 * time, and they are measured in turn. Arguments: counted rounds, seconds a sample, contenders
 * ({@code all}, or parts of names), the page to write the tables into ({@code -} for none), and
 * what was measured.
 */
public final class ReceiptBenchmark {

  private static final int CONNECTIONS = 64;
  private static final int SMALL = 700;
  private static final int LARGE = 16 << 10;

  private ReceiptBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    BenchmarkOptions options = BenchmarkOptions.of(List.of(arguments));
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
    try (Contenders contenders = Contenders.start(folder, options)) {
      Measure measure = new Measure(options);
      Tables tables = new Tables(contenders.missing());
      measure.warmUp(contenders.all(), CONNECTIONS, SMALL);

      measure.closed("64 connections, 700 bytes,", contenders.all(), CONNECTIONS, SMALL);
      tables.add("64 connections, 700 bytes", contenders.all());
      double half = contenders.slowestOfMain().perSecond() / 2;

      for (int connections : new int[] {1, 16, 256}) {
        String title = connections + (connections == 1 ? " connection" : " connections");
        measure.closed(title + ", 700 bytes,", contenders.main(), connections, SMALL);
        tables.add(title + ", 700 bytes", contenders.main());
      }
      measure.closed("64 connections, 16 KB,", contenders.main(), CONNECTIONS, LARGE);
      tables.add("64 connections, 16 KB", contenders.main());
      measure.open("open loop,", contenders.main(), half, CONNECTIONS, SMALL);
      tables.add(
          "%,.0f requests a second at random times, 700 bytes; latency from the intended time"
              .formatted(half),
          contenders.main());
      tables.finish(options, measure.discarded());
    }
  }
}
