package io.fswebhook.core.plugin;

/** Reads the settings of a handler once its name is known. */
@FunctionalInterface
public interface HandlerSettingsSource {

  /**
   * The settings of a handler.
   *
   * @throws IllegalArgumentException if one is wrong; the message names setting, value and rule
   */
  HandlerSettings of(String handlerName);
}
