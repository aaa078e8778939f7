package io.fswebhook.core.plugin;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A started handler, called with its plugin's class loader. */
public final class ActiveHandler {

  private final Subscription subscription;
  private final EventHandler handler;
  private volatile HandlerSettings settings;

  public ActiveHandler(
      String name, Set<String> eventNames, EventHandler handler, HandlerSettings settings) {
    this.subscription = new Subscription(name, eventNames);
    this.handler = handler;
    this.settings = settings;
  }

  public String name() {
    return subscription.handler();
  }

  public HandlerSettings settings() {
    return settings;
  }

  /** Has no effect on what {@code start} was given, nor on attempts that are running. */
  void use(HandlerSettings changed) {
    settings = changed;
  }

  Subscription subscription() {
    return subscription;
  }

  /** Calls the handler with its plugin's context class loader. Throws what the plugin throws. */
  @SuppressWarnings("try")
  public void handle(Delivery delivery) throws Exception {
    try (ContextClassLoader context = ContextClassLoader.swapTo(classLoader())) {
      handler.handle(delivery);
    }
  }

  /** Throws what the plugin throws; has no time-out. */
  void stop() throws Exception {
    handler.stop();
  }

  @Nullable ClassLoader classLoader() {
    return handler.getClass().getClassLoader();
  }
}
