package acme.probe;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Writes down which of the classes and resources in its settings it can see. */
public final class VisibilityProbe implements EventHandler {

  @Override
  public String name() {
    return "visibility-probe";
  }

  @Override
  public void start(HandlerContext context) throws Exception {
    List<String> visible = new ArrayList<>();
    for (String name : context.setting("classes").orElseThrow().split(",")) {
      try {
        Class.forName(name);
        visible.add(name);
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    for (String name : context.setting("resources").orElseThrow().split(",")) {
      ClassLoader loader = getClass().getClassLoader();
      if (loader.getResource(name) != null
          || loader.getResources(name).hasMoreElements()
          || loader.getResourceAsStream(name) != null) {
        visible.add(name);
      }
    }
    Files.write(context.workDir().resolve("visible"), visible);
  }

  @Override
  public void handle(Delivery delivery) {}
}
