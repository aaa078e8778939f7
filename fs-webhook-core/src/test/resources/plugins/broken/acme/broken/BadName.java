package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class BadName implements EventHandler {

  @Override
  public String name() {
    return "my handler";
  }

  @Override
  public void handle(Delivery delivery) {}
}
