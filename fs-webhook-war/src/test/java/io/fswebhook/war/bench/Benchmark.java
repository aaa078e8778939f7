package io.fswebhook.war.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a measurement: {@code receipts} compares servers, {@code steps} the steps of a receipt,
 * {@code growth} a small and a large inbox, and {@code lasting} looks for slow times in a long run.
 * {@code start} measures what people download, {@code commands} the start of commands. {@code all}
 * is receipts, steps and starts. {@code kafka} measures what Kafka in front carries, {@code
 * tracing} what traces cost.
 */
public final class Benchmark {

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    BenchmarkOptions options = BenchmarkOptions.read();
    Budget budget = new Budget(options.budget());
    Path target = Path.of("target").toAbsolutePath();
    Path folder = Files.createTempDirectory(target, "bench");
    try {
      switch (arguments[0]) {
        case "all" -> {
          StepsBenchmark.run(options);
          DownloadsBenchmark.run(options, folder);
          CommandStart.run(options, folder);
          ReceiptBenchmark.run(options, budget, folder);
        }
        case "steps" -> StepsBenchmark.run(options);
        case "start" -> DownloadsBenchmark.run(options, folder);
        case "commands" -> CommandStart.run(options, folder);
        case "receipts" -> ReceiptBenchmark.run(options, budget, folder);
        case "growth" -> GrowthBenchmark.run(options, folder);
        case "kafka" -> KafkaBenchmark.run(options, folder);
        case "tracing" -> TracingBenchmark.run(options, budget, folder);
        case "lasting" -> LastingBenchmark.run(options, folder);
        default ->
            throw new IllegalArgumentException(
                "-Dbench.run must be all, receipts, steps, start, commands, growth, lasting, kafka or tracing, was "
                    + arguments[0]);
      }
    } finally {
      Folders.delete(folder);
    }
  }
}
