package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public class ExitInConstructor implements EventHandler {

  public ExitInConstructor() {
    System.exit(3);
  }

  @Override
  public void handle(Delivery delivery) {}
}
