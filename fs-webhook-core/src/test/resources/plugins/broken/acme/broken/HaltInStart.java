package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;

public class HaltInStart implements EventHandler {

  @Override
  public void start(HandlerContext context) {
    Runtime.getRuntime().halt(3);
  }

  @Override
  public void handle(Delivery delivery) {}
}
