package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import java.util.HashSet;
import java.util.Set;

/** Makes tasks due, and says of which handlers. */
abstract class ReplayJob extends DeliveryJob<Replayed> {

  /** What must not run twice is not begun again while it may run. */
  static final String FINISHED = "state IN ('succeeded', 'dead', 'discarded')";

  private final TaskSink sink;
  private final Set<String> handlers = new HashSet<>();
  private Replayed few = Replayed.NOTHING;
  private Replayed all = Replayed.NOTHING;

  ReplayJob(TaskFilter filter, TaskSink sink) {
    super(filter);
    this.sink = sink;
  }

  @Override
  final void forget() {
    handlers.clear();
    few = Replayed.NOTHING;
  }

  final void begunAgain(String handler) {
    handlers.add(handler);
    few = few.plus(new Replayed(1, 0));
  }

  final void broughtForward(String handler) {
    handlers.add(handler);
    few = few.plus(new Replayed(0, 1));
  }

  @Override
  final void keep() {
    all = all.plus(few);
    handlers.forEach(sink::left);
  }

  @Override
  public final Replayed result() {
    return all;
  }
}
