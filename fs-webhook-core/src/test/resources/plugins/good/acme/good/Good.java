package acme.good;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes down each call. */
public final class Good implements EventHandler {

  private volatile Path log;

  @Override
  public String name() {
    return "good";
  }

  @Override
  public Set<String> eventNames() {
    return Set.of("note.created");
  }

  @Override
  public void start(HandlerContext context) throws IOException {
    log = context.workDir().resolve("log");
    write("start " + context.setting("greeting").orElse("without greeting"));
  }

  @Override
  public void handle(Delivery delivery) throws IOException {
    write("handle " + delivery.id());
  }

  @Override
  public void stop() throws IOException {
    write("stop");
  }

  private void write(String line) throws IOException {
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
