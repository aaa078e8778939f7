package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public class NamedAsAnother implements EventHandler {

  @Override
  public String name() {
    return "StopThrows";
  }

  @Override
  public void handle(Delivery delivery) {}
}
