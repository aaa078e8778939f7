package io.fswebhook.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * Which of the events that a handler subscribes to it gets, and in which order.
 *
 * @param events by name
 * @param filter by content; null for all
 * @param orderBy tasks with the same key run one after the other; null for no order
 * @param orderStrict whether a dead task holds up those of its key that follow
 */
public record HandlerRule(
    EventPatterns events, @Nullable Filter filter, @Nullable OrderBy orderBy, boolean orderStrict) {

  /** Of a handler without settings for this. */
  public static final HandlerRule NONE = new HandlerRule(EventPatterns.ALL, null, null, false);
}
