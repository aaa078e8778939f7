package io.fswebhook.war.bench;

import org.HdrHistogram.Histogram;

/**
 * What was measured once.
 *
 * @param perSecond answers of 200
 * @param latency in nanoseconds
 */
record Sample(double perSecond, Histogram latency) {

  double p50Millis() {
    return latency.getValueAtPercentile(50) / 1e6;
  }

  double p99Millis() {
    return latency.getValueAtPercentile(99) / 1e6;
  }

  long answers() {
    return latency.getTotalCount();
  }
}
