package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.Collections;
import java.util.Set;

public final class EventNamesWithNull implements EventHandler {

  @Override
  public Set<String> eventNames() {
    return Collections.singleton(null);
  }

  @Override
  public void handle(Delivery delivery) {}
}
