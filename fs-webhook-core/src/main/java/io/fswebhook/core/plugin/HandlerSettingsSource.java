package io.fswebhook.core.plugin;

import java.util.Map;
import java.util.Set;

/** Reads the settings of a handler once its name is known. */
@FunctionalInterface
public interface HandlerSettingsSource {

  /**
   * The settings of a handler.
   *
   * @throws IllegalArgumentException if one is wrong; the message names setting, value and rule
   */
  HandlerSettings of(String handlerName);

  /** The handlers that operators set up: the type of each by its name. */
  default Map<String, String> types() {
    return Map.of();
  }

  /** Whether any setting concerns a handler of this name. */
  default boolean mentions(String handlerName) {
    return false;
  }

  /**
   * The names that settings have below {@code fs.webhook.handlers}, as far as they can be listed.
   */
  default Set<String> names() {
    return Set.of();
  }
}
