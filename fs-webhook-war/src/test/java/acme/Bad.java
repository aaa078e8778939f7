package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.GiveUpException;

/** A handler that gives up, with what its target answered. */
public final class Bad implements EventHandler {

  @Override
  public void handle(Delivery delivery) throws GiveUpException {
    delivery.reportResponse(503, "down");
    throw new GiveUpException("<b>never</b>");
  }
}
