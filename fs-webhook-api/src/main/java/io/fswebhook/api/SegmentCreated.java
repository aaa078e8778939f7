package io.fswebhook.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user of FullStory created a segment ({@code segment.created}).
 *
 * <p>Source: FullStory's AsyncAPI description and published samples.
 *
 * @param version the version of the format, 1 so far
 * @param id the segment's id; null when absent
 * @param creator e-mail address of who created it; null when absent
 * @param name its display name; null when absent
 * @param url where it opens in FullStory; null when absent
 * @param created when it was created; null when absent
 * @param additional members without a component, see {@link WebhookEvent#additional()}
 */
public record SegmentCreated(
    int version,
    @Nullable String id,
    @Nullable String creator,
    @Nullable String name,
    @Nullable String url,
    @Nullable Instant created,
    Map<String, @Nullable Object> additional)
    implements WebhookEvent {

  /** The {@code eventName} of such a body. */
  public static final String EVENT_NAME = "segment.created";

  /** Keeps unmodifiable copies of the collections. */
  public SegmentCreated {
    additional = Copies.ofMap(additional);
  }

  @Override
  public String eventName() {
    return EVENT_NAME;
  }
}
