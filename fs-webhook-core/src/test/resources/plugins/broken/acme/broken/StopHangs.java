package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.concurrent.CountDownLatch;

public final class StopHangs implements EventHandler {

  @Override
  public void stop() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public void handle(Delivery delivery) {}
}
