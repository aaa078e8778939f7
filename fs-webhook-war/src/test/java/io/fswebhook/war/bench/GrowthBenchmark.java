package io.fswebhook.war.bench;

import io.fswebhook.war.it.PostgresServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills an inbox over HTTP, and measures at some sizes: receipts, next to a receiver with a small
 * inbox; what operators ask; a claim; and the start.
 */
final class GrowthBenchmark implements AutoCloseable {

  private static final long[] SIZES = {0, 100_000, 1_000_000, 2_000_000, 5_000_000};
  private static final int CONNECTIONS = 64;
  private static final int BODY = 700;
  private static final long BYTES_EACH = 3_000;
  private static final int STARTS = 3;
  private static final Duration FILLING = Duration.ofSeconds(10);
  private static final Duration FOR_CLAIMS = Duration.ofSeconds(2);

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final BenchmarkOptions options;
  private final Path folder;
  private final @Nullable PostgresServer postgres;
  private final GrownInbox grown;
  private final GrownInbox empty;
  private final Instant begin = Instant.now();
  private final Contender bare;
  private BenchedServer server;
  private Contender contender;
  private long stored;

  private GrowthBenchmark(BenchmarkOptions options, Path folder) throws Exception {
    this.options = options;
    this.folder = folder;
    this.postgres = postgres(options.inbox());
    this.grown = new GrownInbox(folder.resolve("grown"), postgres);
    this.empty = new GrownInbox(folder.resolve("empty"), postgres);
    BenchedServer bareServer = BenchedServer.ofClass(BareServer.class, "jersey");
    open.push(bareServer::close);
    this.bare = contender(Contenders.BASELINE, bareServer);
    this.server = grown.start();
    this.contender = contender("large inbox", server);
  }

  private @Nullable PostgresServer postgres(String kind) throws IOException {
    if (kind.equals("sqlite")) {
      return null;
    }
    if (!kind.equals("postgresql")) {
      throw new IllegalArgumentException("-Dbench.inbox must be sqlite or postgresql, was " + kind);
    }
    PostgresServer started = PostgresServer.in(folder);
    open.push(started::close);
    return started;
  }

  static void run(BenchmarkOptions options, Path folder) throws Exception {
    requireSpace(options.deliveries(), folder);
    List<GrowthStep> steps = new ArrayList<>();
    try (GrowthBenchmark growth = new GrowthBenchmark(options, folder)) {
      for (long size : sizes(options.deliveries())) {
        growth.fill(size);
        steps.add(growth.measure());
      }
    }
    new GrowthReport(steps).write(options);
  }

  private static void requireSpace(long deliveries, Path folder) throws IOException {
    long needed = deliveries * BYTES_EACH;
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "-Dbench.deliveries=%d needs %d MB in %s, which has %d: free some, or measure fewer",
              deliveries,
              needed >> 20,
              folder,
              free >> 20));
    }
  }

  private static long[] sizes(long most) {
    return LongStream.concat(LongStream.of(SIZES).filter(size -> size < most), LongStream.of(most))
        .toArray();
  }

  private static Contender contender(String name, BenchedServer server) {
    return new Contender(name, Events.Kind.MIXED, List.of(server.port()), null);
  }

  private void fill(long size) throws IOException {
    while (stored < size) {
      Sample sample = load(FILLING);
      say("%,d of %,d stored, %,.0f/s", stored, size, sample.perSecond());
    }
  }

  private Sample load(Duration length) throws IOException {
    Sample sample = contender.client(CONNECTIONS).closed(contender.events(BODY), length);
    stored += sample.answers();
    return sample;
  }

  private GrowthStep measure() throws Exception {
    double claim = millisToClaim();
    List<Double> startsOfEmpty = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      ColdStart.Started small = ColdStart.of(empty);
      small.server().close();
      startsOfEmpty.add(small.millis());
      server.close();
      ColdStart.Started large = ColdStart.of(grown);
      starts.add(large.millis());
      server = large.server();
    }
    say("start to ready %,.0f ms, empty %,.0f ms", Medians.of(starts), Medians.of(startsOfEmpty));
    contender = contender("large inbox", server);
    GrowthReads reads = new GrowthReads(server.uri(), grown.home());
    reads.resumeHandler();
    long before = stored;
    Contender small = receipts();
    Instant middle = begin.plus(Duration.between(begin, Instant.now()).dividedBy(2));
    Map<String, Double> millis = reads.millis(middle);
    millis.put("claim", claim);
    say("%s", millis);
    return new GrowthStep(
        before,
        contender.perSecond(),
        small.perSecond(),
        bare.perSecond(),
        millis,
        Medians.of(starts),
        Medians.of(startsOfEmpty),
        grown.bytes());
  }

  /** While the receiver does not run; afterwards it still does not. */
  private double millisToClaim() throws Exception {
    new GrowthReads(server.uri(), grown.home()).pauseHandler();
    load(FOR_CLAIMS);
    server.stop();
    return grown.millisToClaim();
  }

  /** In turn, next to a receiver that begins with nothing stored. */
  private Contender receipts() throws Exception {
    Budget budget = new Budget(options.budget().dividedBy(SIZES.length + 1));
    GrownInbox fresh = new GrownInbox(folder.resolve("small" + stored), postgres);
    try (BenchedServer started = fresh.start()) {
      Contender small = contender("small inbox", started);
      List<Contender> inTurn = List.of(bare, small, contender);
      Measure measure = new Measure(options.rounds(), budget);
      measure.warmUp(inTurn, CONNECTIONS, BODY);
      budget.plan(options.rounds() * inTurn.size());
      measure.closed("receipts", inTurn, CONNECTIONS, BODY);
      stored += contender.answered();
      return small;
    } finally {
      fresh.delete();
    }
  }

  private void say(String format, Object... figures) {
    System.out.printf(
        Locale.ROOT,
        "%4d min  %s%n",
        Duration.between(begin, Instant.now()).toMinutes(),
        String.format(Locale.ROOT, format, figures));
  }

  @Override
  public void close() throws IOException {
    server.close();
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
