package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.Set;

public final class EventNamesThrow implements EventHandler {

  @Override
  public Set<String> eventNames() {
    throw new IllegalStateException("no events");
  }

  @Override
  public void handle(Delivery delivery) {}
}
