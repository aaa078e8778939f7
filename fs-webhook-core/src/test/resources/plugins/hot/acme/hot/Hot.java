package acme.hot;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/**
 * Tells its version with each call, in a queue among the system properties. Its name and what it
 * does at its start come from files in its jar.
 */
public class Hot implements EventHandler {

  private final String version = read("version");

  @Override
  public String name() {
    return read("name");
  }

  @Override
  public void start(HandlerContext context) throws Exception {
    switch (read("start")) {
      case "throws" -> throw new IllegalStateException("version " + version + " cannot start");
      case "hangs" -> new CountDownLatch(1).await();
      case "leaves a thread" -> leaveThread();
      case "is replaced meanwhile" ->
          Files.writeString(Path.of(context.setting("jar").orElseThrow()), "something else");
      default -> {}
    }
    tell("start");
  }

  private static void leaveThread() {
    Thread thread = new Thread(Hot::linger, "left by hot");
    thread.setDaemon(true);
    thread.start();
  }

  private static void linger() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    tell(delivery.id());
  }

  @Override
  public void stop() {
    tell("stop");
  }

  @SuppressWarnings("unchecked")
  private void tell(String what) {
    ((Queue<String>) System.getProperties().get("acme.hot")).add(version + " " + what);
  }

  /** Through its URL, which the JDK keeps the jar open for. */
  private static String read(String name) {
    try (InputStream file = Hot.class.getResource("/" + name).openStream()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
