package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class OutOfMemory implements EventHandler {

  public OutOfMemory() {
    throw new OutOfMemoryError("so it says");
  }

  @Override
  public void handle(Delivery delivery) {}
}
