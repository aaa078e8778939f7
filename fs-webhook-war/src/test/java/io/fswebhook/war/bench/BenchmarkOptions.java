package io.fswebhook.war.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and for how long; from system properties, which the profile {@code bench} sets.
 *
 * @param budget how long the comparison may take in all
 * @param rounds counted samples of each contender
 * @param only contenders whose names contain one of these; empty for all
 * @param deliveries the most that the growing inbox gets
 * @param inbox the kind of the growing inbox
 * @param lasting how long each contender of the long run is under load
 * @param page the document that gets the tables; null for none
 * @param commit what was measured
 */
record BenchmarkOptions(
    Duration budget,
    int rounds,
    Set<String> only,
    long deliveries,
    String inbox,
    Duration lasting,
    @Nullable Path page,
    String commit) {

  static BenchmarkOptions read() {
    String only = property("contenders");
    String page = property("page");
    return new BenchmarkOptions(
        Duration.ofSeconds(Math.round(60 * Double.parseDouble(property("minutes")))),
        Integer.parseInt(property("rounds")),
        only.equals("all") ? Set.of() : Set.of(only.split(",", -1)),
        Long.parseLong(property("deliveries")),
        property("inbox"),
        Duration.parse(property("lasting")),
        page.equals("-") ? null : Path.of(page),
        property("commit"));
  }

  private static String property(String name) {
    String value = System.getProperty("bench." + name);
    if (value == null) {
      throw new IllegalArgumentException("-Dbench." + name + " is missing; mvn -Pbench sets it");
    }
    return value;
  }

  boolean wants(String contender) {
    return only.isEmpty() || only.stream().anyMatch(contender::contains);
  }
}
