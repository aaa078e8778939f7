package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

/** A handler that succeeds. */
public final class Good implements EventHandler {

  @Override
  public void handle(Delivery delivery) {}
}
