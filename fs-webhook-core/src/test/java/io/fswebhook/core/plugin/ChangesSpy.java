package io.fswebhook.core.plugin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it is told. */
final class ChangesSpy implements HandlerChanges {

  private final List<String> made = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

  List<String> made() {
    return List.copyOf(made);
  }

  /** From now on replaced handlers run until they are told otherwise. */
  void holdDrains() {
    drained = new CompletableFuture<>();
  }

  void letDrain() {
    drained.complete(null);
  }

  @Override
  public CompletionStage<Void> put(ActiveHandler handler) {
    made.add("put " + handler.name());
    return drained;
  }

  @Override
  public CompletionStage<Void> remove(String handler) {
    made.add("remove " + handler);
    return drained;
  }

  @Override
  public void subscribe(
      Map<String, Set<String>> started, Map<String, Set<String>> waiting, Set<String> ended) {
    Set<String> all = new TreeSet<>(started.keySet());
    all.addAll(waiting.keySet());
    made.add("subscribe " + all + (ended.isEmpty() ? "" : " without " + ended));
  }
}
