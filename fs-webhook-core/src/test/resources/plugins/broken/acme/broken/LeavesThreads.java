package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.util.concurrent.CountDownLatch;

public final class LeavesThreads implements EventHandler {

  @Override
  public void start(HandlerContext context) {
    begin("left-by-start", true);
  }

  @Override
  public void handle(Delivery delivery) {
    begin("left-by-handle", false);
  }

  private static void begin(String name, boolean daemon) {
    Thread thread =
        new Thread(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                // the test is over
              }
            },
            name);
    thread.setDaemon(daemon);
    thread.start();
  }
}
