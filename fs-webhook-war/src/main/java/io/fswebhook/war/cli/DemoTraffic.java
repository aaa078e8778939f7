package io.fswebhook.war.cli;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A minute of events, so that the console has something to chart. */
final class DemoTraffic {

  /** Distinguishes its events from those sent manually. */
  static final String ORGANISATION = "TRAFFIC";

  /** One in so many fails at its first attempt. */
  static final int FAILS_EACH = 25;

  static final Duration LENGTH = Duration.ofMinutes(1);

  private static final int PER_SECOND = 10;

  private final SendEvents events;
  private final SendResults results;

  DemoTraffic(URI webhook, String secret) {
    int count = PER_SECOND * (int) LENGTH.toSeconds();
    List<EventType> kinds =
        List.of(SegmentCreated.EVENT_NAME, CustomEvent.EVENT_NAME, MobileCrash.EVENT_NAME).stream()
            .map(EventCatalogue::find)
            .flatMap(Optional::stream)
            .toList();
    AtomicInteger next = new AtomicInteger();
    SignedPost post = new SignedPost(webhook, new WebhookSigner(secret, ORGANISATION));
    this.results = new SendResults(count, (double) PER_SECOND, line -> {});
    this.events =
        new SendEvents(
            post,
            () -> kinds.get(next.getAndIncrement() % kinds.size()).sample(Instant.now()),
            count,
            1,
            (double) PER_SECOND,
            results);
  }

  /** Blocks for a minute; returns a summary in one line. */
  String run() throws InterruptedException {
    @Nullable Exception failure = events.run();
    return results.line() + (failure == null ? "" : "; " + failure.getMessage());
  }
}
