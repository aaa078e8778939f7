package __package__;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.MobileCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes a line into a file for each crash of a mobile app. */
public final class __Name__ implements EventHandler {

  private Path file;

  /** Only these come here; without this method, all do. */
  @Override
  public Set<String> eventNames() {
    return Set.of(MobileCrash.EVENT_NAME);
  }

  /** The setting fs.webhook.handlers.__Name__.file, else a name of its own. */
  @Override
  public void start(HandlerContext context) {
    file = context.workDir().resolve(context.setting("file").orElse("crashes.txt"));
  }

  /** Called on several threads. Returning is success, an exception brings the delivery back later. */
  @Override
  public void handle(Delivery delivery) throws IOException {
    if (!(delivery.event() instanceof MobileCrash crash)) {
      throw new GiveUpException("version " + delivery.event().version() + " is not known here");
    }
    String line = delivery.id() + " " + crash.appName() + " " + crash.appVersion() + "\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
