package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.node.TopicLag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds out whether deliveries wait in the topic for too long. */
public record FindOldReceipts(
    Supplier<List<TopicLag>> lags, Supplier<AlertLimits> limits, Clock clock)
    implements Supplier<Stream<AttentionItem>> {

  @Override
  public Stream<AttentionItem> get() {
    Instant limit = clock.instant().minus(limits.get().backlogAge());
    List<TopicLag> all = lags.get();
    return all.stream()
        .map(TopicLag::oldest)
        .filter(Objects::nonNull)
        .filter(oldest -> oldest.isBefore(limit))
        .min(Instant::compareTo)
        .map(oldest -> item(oldest, all.stream().mapToLong(TopicLag::records).sum()))
        .stream();
  }

  private static AttentionItem item(Instant oldest, long waiting) {
    return new AttentionItem(
        Kind.RECEIPTS_WAITING,
        Severity.BAD,
        null,
        "Acknowledged deliveries wait in the topic for too long, and are not stored.",
        oldest,
        waiting);
  }
}
