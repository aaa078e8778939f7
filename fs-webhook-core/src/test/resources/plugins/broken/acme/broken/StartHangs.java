package acme.broken;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;

public final class StartHangs implements EventHandler {

  @Override
  public void start(HandlerContext context) throws Exception {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Files.createFile(context.workDir().resolve("interrupted"));
    }
  }

  @Override
  public void handle(Delivery delivery) {}
}
