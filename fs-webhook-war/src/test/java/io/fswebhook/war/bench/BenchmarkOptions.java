package io.fswebhook.war.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and for how long.
 *
 * @param rounds counted samples of each contender
 * @param length of a sample
 * @param only contenders whose names contain one of these; empty for all
 * @param page the document that gets the tables; null for none
 * @param commit what was measured
 */
record BenchmarkOptions(
    int rounds, Duration length, Set<String> only, @Nullable Path page, String commit) {

  static BenchmarkOptions of(List<String> arguments) {
    return new BenchmarkOptions(
        Integer.parseInt(arguments.get(0)),
        Duration.ofMillis((long) (1000 * Double.parseDouble(arguments.get(1)))),
        arguments.get(2).equals("all") ? Set.of() : Set.of(arguments.get(2).split(",")),
        arguments.get(3).equals("-") ? null : Path.of(arguments.get(3)),
        arguments.get(4));
  }

  boolean wants(String contender) {
    return only.isEmpty() || only.stream().anyMatch(contender::contains);
  }
}
