package io.fswebhook.war.kafka;

import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.war.settings.TopicSettings;
import java.time.Duration;

/**
 * What a topic is opened with.
 *
 * @param limits of what waits to be acknowledged, and for how long
 * @param largestBody in bytes
 */
public record KafkaOptions(TopicSettings settings, InboxLimits limits, int largestBody) {

  /** Of a record, beside the body. */
  private static final int BESIDE_THE_BODY = 64 << 10;

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(30);

  /** Of what no delivery waits for: a node and its brokers may start together. */
  public Duration patience() {
    Duration timeout = limits.timeout();
    return timeout.compareTo(LEAST_PATIENCE) > 0 ? timeout : LEAST_PATIENCE;
  }

  public int largestRecord() {
    return largestBody + BESIDE_THE_BODY;
  }
}
