package io.fswebhook.core;

import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.HandlerChanges;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Handlers that come and go get and lose their handler queues, and others learn what they subscribe
 * to.
 */
record HandlerQueues(Dispatcher dispatcher, Inbox inbox) implements HandlerChanges {

  @Override
  public CompletionStage<Void> put(ActiveHandler handler) {
    return dispatcher.put(handler);
  }

  @Override
  public CompletionStage<Void> remove(String handler) {
    return dispatcher.remove(handler);
  }

  @Override
  public void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting) {
    inbox.subscribe(started, waiting);
  }
}
