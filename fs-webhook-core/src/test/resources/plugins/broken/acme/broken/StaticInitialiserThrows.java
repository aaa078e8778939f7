package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class StaticInitialiserThrows implements EventHandler {

  private static final int NUMBER = Integer.parseInt("none");

  @Override
  public String name() {
    return "number-" + NUMBER;
  }

  @Override
  public void handle(Delivery delivery) {}
}
