package acme.declares;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.api.HandlerSetting.Type;
import java.util.List;
import java.util.Set;

public final class Declares implements EventHandler {

  @Override
  public Set<String> eventNames() {
    return Set.of("note.created");
  }

  @Override
  public List<HandlerSetting> declaredSettings() {
    return List.of(
        HandlerSetting.of("url", Type.TEXT, "Where to."),
        HandlerSetting.of("size", Type.INTEGER, "How many.").orElse("5"),
        HandlerSetting.of("password", Type.TEXT, "Of the target.").asSecret(),
        HandlerSetting.of("producer.*", Type.TEXT, "Passed on."));
  }

  @Override
  public void handle(Delivery delivery) {
    delivery.reportResponse(503, "down");
  }
}
