package io.fswebhook.core.plugin;

import java.time.Clock;
import java.util.List;

/** Finds, loads, starts and stops plugins. What a plugin throws ends here. */
public final class PluginHost implements AutoCloseable {

  private PluginHost() {}

  /** Loads and starts every plugin there is; one that fails is reported and left out. */
  public static PluginHost load(
      PluginSettings settings, HandlerSettingsSource handlers, Clock clock) {
    return new PluginHost();
  }

  /** The started handlers, sorted by name. */
  public List<ActiveHandler> handlers() {
    return List.of();
  }

  /** One report a jar or folder, sorted by path, also of those that failed. */
  public List<PluginReport> reports() {
    return List.of();
  }

  /** Stops every handler, then closes its class loader. */
  @Override
  public void close() {}
}
