package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.Set;

public final class NullEventNames implements EventHandler {

  @Override
  public Set<String> eventNames() {
    return null;
  }

  @Override
  public void handle(Delivery delivery) {}
}
