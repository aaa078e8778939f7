package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What handler queues share.
 *
 * @param queueOf the handler queue that has this handler now, which another may have taken over;
 *     null when none has it
 */
record QueueContext(
    Inbox inbox,
    EventParser parser,
    ReceiverObserver observer,
    Clocks clocks,
    Function<String, @Nullable HandlerQueue> queueOf) {}
