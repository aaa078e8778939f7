package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one target was last told of one kind and subject.
 *
 * @param alertId of which alert
 * @param announcedAt when its opening, or a reminder, was claimed last
 * @param claimedAt when a node set out to send it
 * @param delivered whether it has arrived; if not, another node may claim it after a while
 * @param version grows with each claim
 */
public record AlertNotice(
    long alertId,
    String kind,
    @Nullable String subject,
    String target,
    Step step,
    Instant announcedAt,
    Instant claimedAt,
    boolean delivered,
    long version) {

  /** What is told of an alert. */
  public enum Step {
    OPENED,
    REMINDED,
    RESOLVED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Step of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
