package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

public final class StubbornStart implements EventHandler {

  @Override
  public void start(HandlerContext context) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
      Thread.interrupted();
    }
  }

  @Override
  public void handle(Delivery delivery) {}
}
