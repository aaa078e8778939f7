package acme.probe;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Writes down what it finds through the JDK's usual ways. */
public final class ServiceProbe implements EventHandler {

  /** Named by a service file. */
  public static final class Named implements Supplier<String> {
    @Override
    public String get() {
      return "service";
    }
  }

  @Override
  public void start(HandlerContext context) throws Exception {
    List<String> found = new ArrayList<>();
    for (Supplier<?> supplier : ServiceLoader.load(Supplier.class)) {
      found.add(supplier.get().toString());
    }
    try (var stream = getClass().getResourceAsStream("/own.txt")) {
      found.add(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (var stream = loader.getResource("own.txt").openStream()) {
      found.add(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
    found.add(getClass().getPackage().getImplementationVersion());
    found.add(getClass().getProtectionDomain().getCodeSource().getLocation().getPath());
    Files.write(context.workDir().resolve("found"), found);
  }

  @Override
  public void handle(Delivery delivery) {}
}
