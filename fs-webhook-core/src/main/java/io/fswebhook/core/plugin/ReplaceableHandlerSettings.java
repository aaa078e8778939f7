package io.fswebhook.core.plugin;

import java.util.Map;
import java.util.Set;

/** The settings of handlers in force, which may change while they run. Thread-safe. */
public final class ReplaceableHandlerSettings implements HandlerSettingsSource {

  private volatile HandlerSettingsSource current;

  public ReplaceableHandlerSettings(HandlerSettingsSource first) {
    this.current = first;
  }

  /**
   * Handlers that start from now on get these.
   *
   * @return those before
   */
  public synchronized HandlerSettingsSource replace(HandlerSettingsSource changed) {
    HandlerSettingsSource before = current;
    current = changed;
    return before;
  }

  @Override
  public HandlerSettings of(String handlerName) {
    return current.of(handlerName);
  }

  @Override
  public Map<String, String> types() {
    return current.types();
  }

  @Override
  public boolean mentions(String handlerName) {
    return current.mentions(handlerName);
  }

  @Override
  public Set<String> names() {
    return current.names();
  }
}
