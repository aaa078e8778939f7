package acme;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.HandlerContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives up on everything while a certain file exists. */
public class Moody implements EventHandler {

  private Path mood;

  @Override
  public void start(HandlerContext context) {
    mood =
        Path.of(
            context
                .setting("mood")
                .orElseThrow(() -> new IllegalArgumentException("mood is not set")));
  }

  @Override
  public void handle(Delivery delivery) throws Exception {
    if (Files.exists(mood)) {
      throw new GiveUpException("the target has never heard of that <b>customer</b>");
    }
  }
}
