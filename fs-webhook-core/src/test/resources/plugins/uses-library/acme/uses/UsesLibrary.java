package acme.uses;

import acme.library.Library;
import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;

public final class UsesLibrary implements EventHandler {

  @Override
  public String name() {
    return "library-" + Library.version();
  }

  @Override
  public void handle(Delivery delivery) {}
}
