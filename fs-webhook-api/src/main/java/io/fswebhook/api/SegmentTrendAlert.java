package io.fswebhook.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The number of active users of a segment crossed a threshold ({@code segment.trend.alert}).
 *
 * <p>Source: FullStory's AsyncAPI description and published samples.
 *
 * @param version the version of the format, 1 so far
 * @param id the alert's id; null when absent
 * @param timestamp when it went off; null when absent
 * @param value the value that set it off, possibly fractional; null when absent
 * @param notificationUrl where the notification opens; null when absent
 * @param alertConfig what the alert watches; null when absent
 * @param additional members without a component, see {@link WebhookEvent#additional()}
 */
public record SegmentTrendAlert(
    int version,
    @Nullable String id,
    @Nullable Instant timestamp,
    @Nullable BigDecimal value,
    @Nullable String notificationUrl,
    @Nullable AlertConfig alertConfig,
    Map<String, @Nullable Object> additional)
    implements WebhookEvent {

  /** The {@code eventName} of such a body. */
  public static final String EVENT_NAME = "segment.trend.alert";

  /** Keeps unmodifiable copies of the collections. */
  public SegmentTrendAlert {
    additional = Copies.ofMap(additional);
  }

  @Override
  public String eventName() {
    return EVENT_NAME;
  }

  /**
   * What a segment alert watches.
   *
   * @param description what the author of the alert wrote; null when absent
   * @param threshold the value to cross, possibly fractional; null when absent
   * @param direction which way to cross it; null when absent or not known
   * @param duration the time over which users count; null when absent or not known
   * @param alertUrl where the alert opens; null when absent
   * @param alertCreator e-mail address of who made the alert; null when absent
   * @param segmentUrl where the segment opens; null when absent
   * @param segmentCreator e-mail address of who made the segment; null when absent
   * @param segmentName the segment's display name; null when absent
   * @param additional members without a component, never null
   */
  public record AlertConfig(
      @Nullable String description,
      @Nullable BigDecimal threshold,
      @Nullable Direction direction,
      @Nullable Duration duration,
      @Nullable String alertUrl,
      @Nullable String alertCreator,
      @Nullable String segmentUrl,
      @Nullable String segmentCreator,
      @Nullable String segmentName,
      Map<String, @Nullable Object> additional) {

    /** Keeps an unmodifiable copy of the map. */
    public AlertConfig {
      additional = Copies.ofMap(additional);
    }
  }

  /** Which way a threshold is crossed. More constants may come: have a default branch. */
  public enum Direction {
    /** The value rose above the threshold. */
    ABOVE,
    /** The value fell below the threshold. */
    BELOW
  }

  /** The time over which users count. More constants may come: have a default branch. */
  public enum Duration {
    /** Users of a day. */
    DAILY,
    /** Users of a week. */
    WEEKLY,
    /** Users of a month. */
    MONTHLY
  }
}
