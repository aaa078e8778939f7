package acme.declares;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerSetting;
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
        HandlerSetting.text("url", "Where to."),
        HandlerSetting.integer("size", "How many.").orElse("5"),
        HandlerSetting.text("password", "Of the target.").asSecret(),
        HandlerSetting.text("producer.*", "Passed on.").asSecret(),
        HandlerSetting.expression("headers.*", "Made of the event."));
  }

  @Override
  public void handle(Delivery delivery) {
    delivery.reportResponse(503, "down");
  }
}
