package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class NullName implements EventHandler {

  @Override
  public String name() {
    return null;
  }

  @Override
  public void handle(Delivery delivery) {}
}
