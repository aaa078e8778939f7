package io.fswebhook.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metric crossed the threshold of an alert ({@code metric.alert}).
 *
 * <p>Source: FullStory's published sample.
 *
 * @param version the version of the format, 1 so far
 * @param id the id of this occurrence; null when absent
 * @param alertId the id of the alert; null when absent
 * @param timestamp when it went off; null when absent
 * @param value the value that set it off, possibly fractional; null when absent
 * @param notificationUrl where the notification opens, also sent as {@code notification_url}; null
 *     when absent
 * @param alertConfig what the alert watches; null when absent
 * @param additional members without a component, see {@link WebhookEvent#additional()}
 */
public record MetricAlert(
    int version,
    @Nullable String id,
    @Nullable String alertId,
    @Nullable Instant timestamp,
    @Nullable BigDecimal value,
    @Nullable String notificationUrl,
    @Nullable AlertConfig alertConfig,
    Map<String, @Nullable Object> additional)
    implements WebhookEvent {

  /** The {@code eventName} of such a body. */
  public static final String EVENT_NAME = "metric.alert";

  /** Keeps unmodifiable copies of the collections. */
  public MetricAlert {
    additional = Copies.ofMap(additional);
  }

  @Override
  public String eventName() {
    return EVENT_NAME;
  }

  /**
   * What a metric alert watches.
   *
   * @param alertName the alert's display name; null when absent
   * @param alertDescription what its author wrote; null when absent
   * @param alertCreator e-mail address of who made it; null when absent
   * @param alertUrl where it opens; null when absent
   * @param metricName the metric's display name; null when absent
   * @param metricDescription what its author wrote; null when absent
   * @param metricCreator e-mail address of who made the metric; null when absent
   * @param metricUrl where the metric opens; null when absent
   * @param additional members without a component, never null
   */
  public record AlertConfig(
      @Nullable String alertName,
      @Nullable String alertDescription,
      @Nullable String alertCreator,
      @Nullable String alertUrl,
      @Nullable String metricName,
      @Nullable String metricDescription,
      @Nullable String metricCreator,
      @Nullable String metricUrl,
      Map<String, @Nullable Object> additional) {

    /** Keeps an unmodifiable copy of the map. */
    public AlertConfig {
      additional = Copies.ofMap(additional);
    }
  }
}
