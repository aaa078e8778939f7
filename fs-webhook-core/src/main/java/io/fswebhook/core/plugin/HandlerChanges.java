package io.fswebhook.core.plugin;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Notified when handlers are added, replaced and removed. */
public interface HandlerChanges {

  /** Does nothing. */
  HandlerChanges NONE =
      new HandlerChanges() {
        @Override
        public CompletionStage<Void> put(ActiveHandler handler) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> remove(String handler) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void subscribe(
            Map<String, Set<String>> started,
            Map<String, Set<String>> waiting,
            Set<String> ended) {}
      };

  /**
   * A handler was added, or replaces the one of the same name.
   *
   * @return completes, on any thread, when the replaced one has finished its attempts
   */
  CompletionStage<Void> put(ActiveHandler handler);

  /**
   * A handler was removed.
   *
   * @return completes, on any thread, when it has finished its attempts
   */
  CompletionStage<Void> remove(String handler);

  /**
   * The subscriptions from now on: event names by handler, empty for every event.
   *
   * @param started those that run
   * @param waiting those that could not be started, whose deliveries wait for them
   * @param ended those that operators no longer set up, whose subscriptions end
   */
  void subscribe(
      Map<String, Set<String>> started, Map<String, Set<String>> waiting, Set<String> ended);
}
