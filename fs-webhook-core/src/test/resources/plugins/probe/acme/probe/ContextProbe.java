package acme.probe;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down, for each call, whose class loader is in context. */
public final class ContextProbe implements EventHandler {

  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  static {
    see("static initialiser");
  }

  private volatile Path log;

  public ContextProbe() {
    see("constructor");
  }

  @Override
  public String name() {
    see("name");
    return "context-probe";
  }

  @Override
  public Set<String> eventNames() {
    see("eventNames");
    return Set.of();
  }

  @Override
  public void start(HandlerContext context) throws IOException {
    see("start");
    log = context.workDir().resolve("log");
  }

  @Override
  public void handle(Delivery delivery) throws IOException {
    see("handle");
    if (delivery.attempt() == 2) {
      throw new IOException("as it was asked to");
    }
  }

  @Override
  public void stop() throws IOException {
    see("stop");
    Files.write(log, SEEN);
  }

  private static void see(String call) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    SEEN.add(call + (loader == ContextProbe.class.getClassLoader() ? ": own" : ": " + loader));
  }
}
