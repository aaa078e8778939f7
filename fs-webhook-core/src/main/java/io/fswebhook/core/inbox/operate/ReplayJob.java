package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes tasks due, and notifies their handlers once that is on disk. */
abstract class ReplayJob extends DeliveryJob<Replayed> {

  /** A task must not be replayed while it may be running. */
  static final String FINISHED = "state IN ('succeeded', 'dead', 'discarded')";

  private final TaskSink sink;
  private final Set<String> handlers = new HashSet<>();

  ReplayJob(TaskFilter filter, TaskSink sink) {
    super(filter, Replayed.NOTHING, Replayed::plus);
    this.sink = sink;
  }

  /** The result of a step, by the handlers of its tasks. */
  final Replayed replayed(List<String> begunAgain, List<String> broughtForward) {
    handlers.addAll(begunAgain);
    handlers.addAll(broughtForward);
    return new Replayed(begunAgain.size(), broughtForward.size());
  }

  @Override
  final void begins() {
    handlers.clear();
  }

  @Override
  final void kept() {
    handlers.forEach(sink::left);
    handlers.clear();
  }
}
