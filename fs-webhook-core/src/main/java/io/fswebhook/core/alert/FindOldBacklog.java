package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.inbox.Backlog;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds handlers whose oldest task is due for too long. */
public record FindOldBacklog(
    Supplier<Optional<Backlog>> backlog, Supplier<AlertLimits> limits, Clock clock)
    implements Supplier<Stream<AttentionItem>> {

  @Override
  public Stream<AttentionItem> get() {
    Instant limit = clock.instant().minus(limits.get().backlogAge());
    return backlog.get().stream()
        .flatMap(
            known ->
                known.dueSince().entrySet().stream()
                    .filter(each -> each.getValue().isBefore(limit))
                    .map(each -> item(each.getKey(), each.getValue(), known)));
  }

  private static AttentionItem item(String handler, Instant dueSince, Backlog known) {
    return new AttentionItem(
        Kind.BACKLOG_OLD,
        Severity.BAD,
        handler,
        "The oldest task of " + handler + " is due for too long.",
        dueSince,
        known.of(handler).unfinished());
  }
}
