package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.observe.ReceiverObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds organisations that have sent valid requests, or have secrets of their own, and whose
 * signatures are wrong now; and that nothing is received for too long. Counts from the start.
 */
public final class WatchRequests implements ReceiverObserver {

  /** For so long after a wrong signature. */
  private static final Duration RECENT = Duration.ofMinutes(10);

  /** More organisations than this are not watched. */
  private static final int MOST = 10_000;

  /** When an organisation was first known, and when its signature was wrong of late. */
  private record Sender(@Nullable Instant wrongSince, @Nullable Instant wrongAt) {

    static final Sender FINE = new Sender(null, null);

    Sender wrong(Instant now) {
      return new Sender(isWrong(now) ? wrongSince : now, now);
    }

    boolean isWrong(Instant now) {
      return wrongAt != null && wrongAt.isAfter(now.minus(RECENT));
    }
  }

  private final Clock clock;
  private final Map<String, Sender> senders = new ConcurrentHashMap<>();
  private volatile Instant receivedAt;

  public WatchRequests(Clock clock) {
    this.clock = clock;
    this.receivedAt = clock.instant();
  }

  /** An organisation with secrets of its own is known before it sends anything. */
  public void known(Iterable<String> organisations) {
    organisations.forEach(this::known);
  }

  private void known(String organisation) {
    if (senders.size() < MOST) {
      senders.putIfAbsent(organisation, Sender.FINE);
    }
  }

  @Override
  public void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {
    if (test) {
      return;
    }
    receivedAt = clock.instant();
    if (orgId != null && !senders.containsKey(orgId)) {
      known(orgId);
    }
  }

  @Override
  public void duplicate(String eventName) {
    receivedAt = clock.instant();
  }

  @Override
  public void wronglySigned(String orgId) {
    senders.computeIfPresent(orgId, (org, sender) -> sender.wrong(clock.instant()));
  }

  /** What it has found, by these limits. */
  public Supplier<Stream<AttentionItem>> attention(Supplier<AlertLimits> limits) {
    return () -> Stream.concat(ofSenders(), ofSilence(limits.get().silence()));
  }

  private Stream<AttentionItem> ofSenders() {
    Instant now = clock.instant();
    return senders.entrySet().stream()
        .filter(each -> each.getValue().isWrong(now))
        .map(
            each ->
                new AttentionItem(
                    Kind.KNOWN_SENDER_REJECTED,
                    Severity.WARN, // anyone can send it, who knows the name
                    each.getKey(),
                    "Requests of organization "
                        + each.getKey()
                        + " are rejected: their signature is wrong.",
                    each.getValue().wrongSince(),
                    null));
  }

  private Stream<AttentionItem> ofSilence(@Nullable Duration silence) {
    Instant last = receivedAt;
    return silence == null || clock.instant().isBefore(last.plus(silence))
        ? Stream.empty()
        : Stream.of(
            new AttentionItem(
                Kind.NOTHING_RECEIVED,
                Severity.WARN,
                null,
                "No delivery was received for longer than usual.",
                last,
                null));
  }
}
