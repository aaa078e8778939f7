package io.fswebhook.war.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured with so many deliveries.
 *
 * @param stored when receipts were measured
 * @param receipts a second
 * @param small receipts a second of a receiver whose inbox was empty before the warm-up
 * @param bare requests a second of the bare resource, in turn with both
 * @param millis of what operators ask, by its name
 * @param start to ready in milliseconds, with caches cold
 * @param emptyStart the same with an empty inbox
 * @param bytes on disk
 */
record GrowthStep(
    long stored,
    double receipts,
    double small,
    double bare,
    Map<String, Double> millis,
    double start,
    double emptyStart,
    long bytes) {

  GrowthStep {
    millis = new LinkedHashMap<>(millis);
  }

  /** Of the first step, which names what all have. */
  static List<String> names(List<GrowthStep> steps) {
    return List.copyOf(steps.get(0).millis.keySet());
  }
}
