package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.war.http.ProblemException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Knows which handlers there are: those that run here, those that are subscribed, and those that
 * the inbox has seen.
 */
final class HandlerNames {

  private final Receiver receiver;

  HandlerNames(Receiver receiver) {
    this.receiver = receiver;
  }

  /**
   * Completes when each of the names is one, or with a problem that names one that is none. Blocks
   * for a short while.
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

  /** One that is gone and has nothing to do may still have had deliveries. */
  private CompletionStage<Void> requireStored(String name, Set<String> known) {
    return receiver
        .operations()
        .count(TaskFilter.ALL.atHandler(name))
        .thenAccept(
            count -> {
              if (isNone(count)) {
                throw unknown(name, known);
              }
            });
  }

  private static boolean isNone(TaskCount count) {
    return count.deliveries() == 0;
  }

  /** Blocks for a short while. */
  Set<String> known() {
    Set<String> known = new TreeSet<>(receiver.reader().pending().keySet());
    receiver.handlers().stream().map(HandlerStatus::name).forEach(known::add);
    receiver.subscriptions().notRunning().forEach(each -> known.add(each.handler()));
    return known;
  }

  private static ProblemException unknown(String name, Set<String> known) {
    return ProblemException.badRequest(
        "There is no handler "
            + QuotedInput.of(name)
            + "; those that there are: "
            + (known.isEmpty() ? "none" : String.join(", ", known))
            + ".");
  }
}
