package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;

/**
 * Appends a line for each delivery, in one write, so that a killed process leaves whole lines. Takes
 * its time over segments where a time is set.
 */
public class Recorder implements EventHandler {

  private Path file;
  private Duration segmentTime;

  @Override
  public void start(HandlerContext context) {
    file =
        Path.of(
            context
                .setting("file")
                .orElseThrow(() -> new IllegalArgumentException("file is not set")));
    segmentTime = context.setting("segment-time").map(Duration::parse).orElse(Duration.ZERO);
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    if (delivery.event().eventName().equals("segment.created")) {
      Thread.sleep(segmentTime.toMillis());
    }
    String line =
        delivery.id()
            + " "
            + delivery.event().eventName()
            + " "
            + Base64.getEncoder().encodeToString(delivery.body())
            + "\n";
    Files.write(
        file,
        line.getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
