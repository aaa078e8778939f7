package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dependencies that all handler queues share.
 *
 * @param queueOf the current handler queue of a handler, which may have replaced another; null when
 *     there is none
 * @param later calls once after a time, unless the dispatcher is closed
 */
record QueueContext(
    Inbox inbox,
    EventParser parser,
    ReceiverObserver observer,
    AttemptTracer tracer,
    Clocks clocks,
    Function<String, @Nullable HandlerQueue> queueOf,
    BiConsumer<Duration, Runnable> later) {}
