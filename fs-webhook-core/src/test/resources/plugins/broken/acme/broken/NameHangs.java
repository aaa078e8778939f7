package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.concurrent.CountDownLatch;

public final class NameHangs implements EventHandler {

  @Override
  public String name() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      return "too-late";
    }
    return "never";
  }

  @Override
  public void handle(Delivery delivery) {}
}
