package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class StopThrows implements EventHandler {

  @Override
  public void stop() {
    throw new IllegalStateException("cannot let go");
  }

  @Override
  public void handle(Delivery delivery) {}
}
