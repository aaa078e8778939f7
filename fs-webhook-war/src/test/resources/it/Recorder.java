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
 * its time over segments where a time is set. Where it is told so, the first attempt of some fails.
 */
public class Recorder implements EventHandler {

  private Path file;
  private Duration segmentTime;
  private boolean failsFirst;

  @Override
  public boolean multipleInstances() {
    return true;
  }

  @Override
  public void start(HandlerContext context) {
    file =
        Path.of(
            context
                .setting("file")
                .orElseThrow(() -> new IllegalArgumentException("file is not set")));
    failsFirst = context.setting("fails-first").map(Boolean::parseBoolean).orElse(false);
    segmentTime = context.setting("segment-time").map(Duration::parse).orElse(Duration.ZERO);
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    if (failsFirst && delivery.attempt() == 1 && delivery.id().hashCode() % 4 == 0) {
      throw new IllegalStateException("the first attempt fails");
    }
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
