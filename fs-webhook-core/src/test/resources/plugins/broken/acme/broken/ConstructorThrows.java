package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class ConstructorThrows implements EventHandler {

  public ConstructorThrows() {
    throw new IllegalStateException("no\n\tluck", new UnsupportedOperationException("deep down"));
  }

  @Override
  public void handle(Delivery delivery) {}
}
