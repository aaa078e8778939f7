package io.fswebhook.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One verified delivery, on disk before a handler sees it. Immutable, safe for use by several
 * threads and after {@link EventHandler#handle} has returned. It grows by methods; only the
 * receiver and the test kit implement it.
 */
public interface Delivery {

  /**
   * The receiver's id of this delivery, the same at every attempt and after a restart: the key for
   * doing a thing only once.
   *
   * @return a UUID in its text form
   */
  String id();

  /**
   * The body as a record: {@link SegmentCreated}, {@link SegmentTrendAlert}, {@link CustomEvent},
   * {@link NoteCreated}, {@link MetricAlert}, {@link MobileCrash}, or {@link UnknownEvent} for
   * anything else. Have a default branch: further records may come.
   *
   * @return the event
   */
  WebhookEvent event();

  /**
   * Which attempt of this handler this is.
   *
   * @return 1 for the first
   */
  int attempt();

  /**
   * When the receiver had read the request, by its own clock.
   *
   * @return a time in UTC
   */
  Instant receivedAt();

  /**
   * When the sender says that it signed: {@code t} of the signature header, in whole seconds.
   *
   * @return the time; null where the signature scheme in use carries none
   */
  @Nullable Instant signedAt();

  /**
   * The organisation that the sender says it is: {@code o} of the signature header, covered by the
   * signature.
   *
   * @return the id; null where the signature scheme in use carries none
   */
  @Nullable String orgId();

  /**
   * The body as it arrived: JSON in UTF-8, every byte as it was signed.
   *
   * @return a copy; changing it changes nothing else
   */
  byte[] body();
}
