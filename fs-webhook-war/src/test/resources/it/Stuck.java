package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Never returns from a crash, whatever its time-out is. */
public class Stuck implements EventHandler {

  @Override
  public Set<String> eventNames() {
    return Set.of("nativemobile.event.crash");
  }

  @Override
  public void handle(Delivery delivery) {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // as a driver does that waits for its server
      }
    }
  }
}
