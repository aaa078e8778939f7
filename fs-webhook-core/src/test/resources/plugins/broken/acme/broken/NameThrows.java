package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class NameThrows implements EventHandler {

  @Override
  public String name() {
    throw new IllegalStateException("nameless");
  }

  @Override
  public void handle(Delivery delivery) {}
}
