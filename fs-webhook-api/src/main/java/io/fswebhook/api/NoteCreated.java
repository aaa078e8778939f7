package io.fswebhook.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user of FullStory wrote a note on a session ({@code note.created}). Holds e-mail and IP
 * addresses: keep it out of logs.
 *
 * <p>Source: FullStory's AsyncAPI description and published samples.
 *
 * @param version the version of the format, 1 so far
 * @param id the note's id; null when absent
 * @param creator e-mail address of the author; null when absent
 * @param author e-mail address of the author, which FullStory's samples have in place of {@code
 *     creator}; null when absent
 * @param text what was written; null when absent
 * @param sessionUrl where the session opens; null when absent
 * @param userUrl where the visitor opens; null when absent
 * @param shareLink a short link to the note; null when absent
 * @param created when it was written; null when absent
 * @param notedTime the moment of the session that it is about; null when absent
 * @param pageInfo the page it is about; null when absent
 * @param additional members without a component, see {@link WebhookEvent#additional()}
 */
public record NoteCreated(
    int version,
    @Nullable String id,
    @Nullable String creator,
    @Nullable String author,
    @Nullable String text,
    @Nullable String sessionUrl,
    @Nullable String userUrl,
    @Nullable String shareLink,
    @Nullable Instant created,
    @Nullable Instant notedTime,
    @Nullable PageInfo pageInfo,
    Map<String, @Nullable Object> additional)
    implements WebhookEvent {

  /** The {@code eventName} of such a body. */
  public static final String EVENT_NAME = "note.created";

  /** Keeps unmodifiable copies of the collections. */
  public NoteCreated {
    additional = Copies.ofMap(additional);
  }

  @Override
  public String eventName() {
    return EVENT_NAME;
  }

  /**
   * The page that a note is about.
   *
   * @param pageUrl its address; null when absent
   * @param ipAddress the visitor's address; null when absent
   * @param userAgent the visitor's browser; null when absent
   * @param referrer where the visitor came from; null when absent
   * @param country two letters; null when absent
   * @param pageHeight in CSS pixels; null when absent
   * @param pageWidth in CSS pixels; null when absent
   * @param additional members without a component, never null
   */
  public record PageInfo(
      @Nullable String pageUrl,
      @Nullable String ipAddress,
      @Nullable String userAgent,
      @Nullable String referrer,
      @Nullable String country,
      @Nullable BigDecimal pageHeight,
      @Nullable BigDecimal pageWidth,
      Map<String, @Nullable Object> additional) {

    /** Keeps an unmodifiable copy of the map. */
    public PageInfo {
      additional = Copies.ofMap(additional);
    }
  }
}
