package __package__;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.api.MobileCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** Appends a line to a file for each mobile app crash. */
public final class __Name__ implements EventHandler {

  private Path file;

  /** The events to subscribe to; without this method, all of them. */
  @Override
  public Set<String> eventNames() {
    return Set.of(MobileCrash.EVENT_NAME);
  }

  /** The settings below fs.webhook.handlers.__Name__, for operators; without this method, none. */
  @Override
  public List<HandlerSetting> declaredSettings() {
    return List.of(
        HandlerSetting.text("file", "The file, in its own folder.").orElse("crashes.txt"));
  }

  /** Reads the setting fs.webhook.handlers.__Name__.file, or uses a default. */
  @Override
  public void start(HandlerContext context) {
    file = context.workDir().resolve(context.setting("file").orElse("crashes.txt"));
  }

  /** Called on several threads. Returning means success; an exception means retry. */
  @Override
  public void handle(Delivery delivery) throws IOException {
    if (!(delivery.event() instanceof MobileCrash crash)) {
      throw new GiveUpException("version " + delivery.event().version() + " is not supported");
    }
    String line = delivery.id() + " " + crash.appName() + " " + crash.appVersion() + "\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
