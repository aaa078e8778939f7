package acme.released;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.WebhookEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Uses all that a delivery had when the API was released. */
public final class EveryEvent implements EventHandler {

  private volatile Path log;

  @Override
  public void start(HandlerContext context) {
    log = context.workDir().resolve("log");
  }

  @Override
  public void handle(Delivery delivery) throws IOException {
    WebhookEvent event = delivery.event();
    String what = event instanceof NoteCreated note ? "note " + note.id() : "other event";
    String signed = delivery.signedAt() == null ? "unsigned" : "signed by " + delivery.orgId();
    String line =
        String.join(
            " ",
            what,
            event.eventName(),
            "" + event.version(),
            "" + event.additional(),
            signed,
            "" + delivery.body().length);
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
