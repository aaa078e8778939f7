package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.war.http.ProblemException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The known handlers: running here, subscribed, or with tasks in the inbox. */
record HandlerNames(Receiver receiver) {

  /**
   * Completes if all names are known, else with a problem that names an unknown one. Blocks
   * briefly.
   */
  CompletionStage<Void> require(Collection<String> names) {
    Set<String> known = known();
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (String name : names) {
      if (!known.contains(name)) {
        all = all.thenCompose(before -> requireStored(name, known));
      }
    }
    return all;
  }

  /** A removed handler without pending tasks may still have had deliveries. */
  private CompletionStage<Void> requireStored(String name, Set<String> known) {
    return receiver
        .operations()
        .count(TaskFilter.ALL.atHandler(name))
        .thenAccept(
            count -> {
              if (count.deliveries() == 0) {
                throw unknown(name, known);
              }
            });
  }

  /** Blocks briefly. */
  Set<String> known() {
    Set<String> known = new TreeSet<>(receiver.reader().backlog().byHandler().keySet());
    receiver.handlers().stream().map(HandlerStatus::name).forEach(known::add);
    known.addAll(receiver.subscriptions().notRunning(Set.of()));
    return known;
  }

  private static ProblemException unknown(String name, Set<String> known) {
    return ProblemException.badRequest(
        "There is no handler "
            + QuotedInput.of(name)
            + "; known handlers: "
            + (known.isEmpty() ? "none" : String.join(", ", known))
            + ".");
  }
}
