package io.fswebhook.core.plugin;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who must know when handlers come, go, and are replaced. */
public interface HandlerChanges {

  /** Nobody. */
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
        public void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting) {}
      };

  /**
   * A handler is there, in place of the one of the same name if there is one.
   *
   * @return completes, on any thread, when the replaced one runs nothing any more
   */
  CompletionStage<Void> put(ActiveHandler handler);

  /**
   * A handler is not there any more.
   *
   * @return completes, on any thread, when it runs nothing any more
   */
  CompletionStage<Void> remove(String handler);

  /**
   * What each handler subscribes to from now on, empty for every event.
   *
   * @param started those that run
   * @param waiting those that could not be started: what arrives meanwhile waits for them
   */
  void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting);
}
