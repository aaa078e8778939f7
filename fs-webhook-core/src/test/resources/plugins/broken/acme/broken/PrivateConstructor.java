package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class PrivateConstructor implements EventHandler {

  private PrivateConstructor() {}

  @Override
  public void handle(Delivery delivery) {}
}
