package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Its threads end by themselves a moment after stop() has returned. */
public final class EndsThreads implements EventHandler {

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @Override
  public void handle(Delivery delivery) {
    for (int i = 0; i < 4; i++) {
      threads.execute(() -> {});
    }
  }

  @Override
  public void stop() {
    threads.shutdown();
  }
}
