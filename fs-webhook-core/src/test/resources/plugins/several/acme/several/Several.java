package acme.several;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import java.util.List;
import java.util.Queue;

/** Needs a setting, and tells what it does under which name. */
public final class Several implements EventHandler {

  private HandlerContext context;

  @Override
  public boolean multipleInstances() {
    return true;
  }

  @Override
  public List<HandlerSetting> declaredSettings() {
    return List.of(HandlerSetting.text("url", "Where to."), HandlerSetting.integer("size", "Of it."));
  }

  @Override
  public void start(HandlerContext given) {
    context = given;
    tell("start " + given.setting("url").orElseThrow());
  }

  @Override
  public void handle(Delivery delivery) {
    tell(delivery.id());
  }

  @Override
  public void stop() {
    tell("stop");
  }

  @SuppressWarnings("unchecked")
  private void tell(String what) {
    ((Queue<String>) System.getProperties().get("acme.hot")).add(context.handlerName() + " " + what);
  }
}
