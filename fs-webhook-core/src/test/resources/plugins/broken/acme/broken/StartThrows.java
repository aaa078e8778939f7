package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;

public final class StartThrows implements EventHandler {

  @Override
  public void start(HandlerContext context) {
    throw new IllegalStateException("the setting url is missing");
  }

  @Override
  public void handle(Delivery delivery) {}
}
