package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class NamedGood implements EventHandler {

  @Override
  public String name() {
    return "good";
  }

  @Override
  public void handle(Delivery delivery) {}
}
