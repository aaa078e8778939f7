package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;

public final class UnprintableStart implements EventHandler {

  @Override
  public void start(HandlerContext context) {
    throw new Unprintable();
  }

  private static final class Unprintable extends RuntimeException {

    @Override
    public String getMessage() {
      throw new IllegalStateException();
    }
  }

  @Override
  public void handle(Delivery delivery) {}
}
