package io.fswebhook.api.testkit;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what is done to it, and throws what it is told to. */
class RecordingHandler implements EventHandler {

  final List<String> calls = new ArrayList<>();
  final List<Delivery> deliveries = new ArrayList<>();
  Set<String> eventNames = Set.of();
  @Nullable Exception toThrow;
  private @Nullable HandlerContext context;

  HandlerContext context() {
    return Objects.requireNonNull(context);
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public Set<String> eventNames() {
    return eventNames;
  }

  @Override
  public void start(HandlerContext given) {
    calls.add("start");
    context = given;
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    calls.add("handle");
    deliveries.add(delivery);
    if (toThrow != null) {
      throw toThrow;
    }
  }

  @Override
  public void stop() {
    calls.add("stop");
  }
}
