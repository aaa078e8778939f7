package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.Set;

public final class NamesNoStream implements EventHandler {

  @Override
  public Set<String> eventNames() {
    return Set.of("stream:Orders");
  }

  @Override
  public void handle(Delivery delivery) {}
}
