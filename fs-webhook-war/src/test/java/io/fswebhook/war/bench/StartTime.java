package io.fswebhook.war.bench;

import io.fswebhook.war.it.Eventually;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;

/** Milliseconds from the start of the process until a receiver is ready, with an empty inbox. */
final class StartTime {

  private static final int STARTS = 7;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path home;

  /**
   * Of one receiver.
   *
   * @param home its folder, which is created
   */
  StartTime(Path home) {
    this.home = home;
  }

  /** Prints and returns the median, after one start that creates the inbox. */
  long median(int starts) throws Exception {
    millisToReady();
    long[] sorted = new long[starts];
    for (int i = 0; i < starts; i++) {
      sorted[i] = millisToReady();
    }
    sorted = LongStream.of(sorted).sorted().toArray();
    long median = sorted[starts / 2];
    System.out.printf(
        "MEASURED start to ready: median %d ms (%d to %d) of %d%n",
        median, sorted[0], sorted[starts - 1], starts);
    return median;
  }

  private long millisToReady() throws Exception {
    long begin = System.nanoTime();
    try (BenchedServer server = BenchedServer.ofWar(home, Map.of())) {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest ready =
          HttpRequest.newBuilder(server.uri().resolve("/health/ready")).timeout(LIMIT).build();
      Eventually.holds("ready", LIMIT, () -> isOk(client, ready));
      return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
  }

  private static boolean isOk(HttpClient client, HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  /** Writes the median of seven starts into the page. */
  static void run(BenchmarkOptions options, Path folder) throws Exception {
    long median = new StartTime(folder.resolve("start")).median(STARTS);
    ReportPage.write(
        options.page(),
        "start",
        "Start to ready, standalone, empty inbox, default JVM options: %,d ms (median of %d)."
            .formatted(median, STARTS));
  }
}
