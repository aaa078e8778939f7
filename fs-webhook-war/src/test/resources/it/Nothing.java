package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

/** Does nothing, as fast as it can. */
public final class Nothing implements EventHandler {

  @Override
  public void handle(Delivery delivery) {}
}
