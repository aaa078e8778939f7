package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public abstract class AbstractHandler implements EventHandler {

  public abstract void more();

  @Override
  public void handle(Delivery delivery) {}
}
