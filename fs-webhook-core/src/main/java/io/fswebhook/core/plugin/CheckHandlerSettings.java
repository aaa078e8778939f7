package io.fswebhook.core.plugin;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Checks changed settings before handlers get them.
 *
 * @param changed what would be in force
 */
record CheckHandlerSettings(HandlerSettingsSource changed, Path workRoot, Clock clock) {

  /**
   * Of the handlers of some plugins.
   *
   * @throws StartException if one is wrong
   */
  void of(List<PluginReport> plugins) {
    plugins.forEach(plugin -> plugin.declared().forEach(this::check));
  }

  private void check(HandlerReport handler) {
    String name = handler.name();
    try {
      HandlerSettings set = changed.of(name);
      ReadDeclared.check(
          handler.settings().stream().map(HandlerReport.DeclaredSetting::setting).toList(),
          new PluginContext(name, set, workRoot, clock));
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (PluginFailure e) {
      throw new StartException(e.text(), e);
    }
  }
}
