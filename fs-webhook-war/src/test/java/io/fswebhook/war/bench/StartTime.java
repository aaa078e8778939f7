package io.fswebhook.war.bench;

import io.fswebhook.war.it.Eventually;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** From the start of the process until a receiver is ready, with an empty inbox. */
final class StartTime {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Callable<BenchedServer> start;

  StartTime(Callable<BenchedServer> start) {
    this.start = start;
  }

  /** Medians. */
  record Measured(long millis, long residentBytes) {}

  /** After one start that creates the inbox. */
  Measured median(String name, int starts) throws Exception {
    measure();
    long[] millis = new long[starts];
    long[] resident = new long[starts];
    for (int i = 0; i < starts; i++) {
      Measured measured = measure();
      millis[i] = measured.millis();
      resident[i] = measured.residentBytes();
    }
    System.out.printf(
        Locale.ROOT,
        "MEASURED start to ready, %s: median %d ms (%d to %d) of %d%n",
        name,
        median(millis),
        LongStream.of(millis).min().orElseThrow(),
        LongStream.of(millis).max().orElseThrow(),
        starts);
    return new Measured(median(millis), median(resident));
  }

  private static long median(long[] values) {
    return LongStream.of(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  private Measured measure() throws Exception {
    long begin = System.nanoTime();
    try (BenchedServer server = start.call()) {
      HttpRequest ready =
          HttpRequest.newBuilder(server.uri().resolve("/health/ready")).timeout(LIMIT).build();
      Eventually.holds("ready", LIMIT, () -> isOk(ready));
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      return new Measured(millis, residentBytes(server.pid()));
    }
  }

  private boolean isOk(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  /** 0 where the system does not say it. */
  private static long residentBytes(long pid) throws Exception {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }
}
