package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class EmptyName implements EventHandler {

  @Override
  public String name() {
    return "";
  }

  @Override
  public void handle(Delivery delivery) {}
}
