package acme.streams;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.StreamEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes down what it gets of the streams that it subscribes to. */
public abstract class Writes implements EventHandler {

  private final String subscription;
  private volatile Path log;

  Writes(String subscription) {
    this.subscription = subscription;
  }

  @Override
  public Set<String> eventNames() {
    return Set.of(subscription);
  }

  @Override
  public void start(HandlerContext context) {
    log = context.workDir().resolve("log");
  }

  @Override
  public void handle(Delivery delivery) throws IOException {
    StreamEvent event = (StreamEvent) delivery.event();
    String line = event.stream() + " " + event.value() + "\n";
    Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
