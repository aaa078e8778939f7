package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.GiveUpException;
import java.util.Set;

/** Does nothing with some events, and gives up on others. */
public final class Growing implements EventHandler {

  private static final String DEAD = "growth.dead";

  @Override
  public Set<String> eventNames() {
    return Set.of("growth.handled", DEAD);
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    if (delivery.event().eventName().equals(DEAD)) {
      throw new GiveUpException("the target does not want it");
    }
  }
}
