package acme.newer;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;

public class UsesNewMethod implements EventHandler {

  @Override
  public void start(HandlerContext context) {
    context.region();
  }

  @Override
  public void handle(Delivery delivery) {}
}
