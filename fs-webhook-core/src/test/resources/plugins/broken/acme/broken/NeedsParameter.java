package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class NeedsParameter implements EventHandler {

  public NeedsParameter(String parameter) {}

  @Override
  public void handle(Delivery delivery) {}
}
