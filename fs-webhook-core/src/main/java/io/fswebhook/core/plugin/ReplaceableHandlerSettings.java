package io.fswebhook.core.plugin;

/** The settings of handlers in force, which may change while they run. Thread-safe. */
public final class ReplaceableHandlerSettings implements HandlerSettingsSource {

  private volatile HandlerSettingsSource current;

  public ReplaceableHandlerSettings(HandlerSettingsSource first) {
    this.current = first;
  }

  /** Handlers that start from now on get these. */
  public void replace(HandlerSettingsSource changed) {
    current = changed;
  }

  @Override
  public HandlerSettings of(String handlerName) {
    return current.of(handlerName);
  }
}
