package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends the event's own number and the delivery's id for each delivery, in one write and before it
 * returns, so that a killed process leaves whole lines and what was counted as handled is reported.
 * Fails while a file of the record's name and {@code .fails} is there.
 */
public class Reporter implements EventHandler {

  private Path file;
  private Path fails;

  @Override
  public void start(HandlerContext context) {
    file =
        Path.of(
            context
                .setting("file")
                .orElseThrow(() -> new IllegalArgumentException("file is not set")));
    fails = Path.of(file + ".fails");
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    if (Files.exists(fails)) {
      throw new IllegalStateException("the target is down");
    }
    String body = new String(delivery.body(), StandardCharsets.UTF_8);
    int start = body.indexOf("\"number\":") + "\"number\":".length();
    String number = body.substring(start, body.indexOf('}', start));
    Files.write(
        file,
        (number + " " + delivery.id() + "\n").getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
