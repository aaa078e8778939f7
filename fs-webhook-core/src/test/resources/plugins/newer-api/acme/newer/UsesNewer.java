package acme.newer;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.Newer;

public final class UsesNewer implements EventHandler {

  @Override
  public String name() {
    return new Newer().toString();
  }

  @Override
  public void handle(Delivery delivery) {}
}
