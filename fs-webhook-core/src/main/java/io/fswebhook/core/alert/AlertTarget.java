package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody who is told of alerts. */
public interface AlertTarget {

  /** As in the settings. */
  String name();

  /** Whether it wants to know of a kind. */
  boolean takes(Kind kind);

  /** The minimum time between two openings of one kind and subject. */
  Duration interval();

  /** After how long it is reminded of what is open and not acknowledged; null for never. */
  @Nullable Duration reminder();

  /**
   * Sends a message, within half a minute.
   *
   * @throws Exception if it did not arrive, with a message that names no secret
   */
  void send(AlertMessage message) throws Exception;

  /** Ends what it is sending: it is replaced, or the receiver stops. By any thread. */
  default void close() {}
}
