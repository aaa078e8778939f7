package io.fswebhook.core.plugin;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.NearestName;
import io.fswebhook.core.text.Printable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks changed settings before handlers get them.
 *
 * @param changed what would be in force
 * @param before the handlers that operators have set up until now, which were reported at their
 *     start
 */
record CheckHandlerSettings(
    HandlerSettingsSource changed, Map<String, String> before, Path workRoot, Clock clock) {

  /**
   * Of the handlers of some plugins.
   *
   * @throws StartException if one is wrong
   */
  void of(List<PluginReport> plugins) {
    List<HandlerReport> handlers =
        plugins.stream().flatMap(plugin -> plugin.declared().stream()).toList();
    handlers.forEach(handler -> check(handler.name(), handler));
    changed
        .types()
        .forEach(
            (name, type) -> {
              if (!type.equals(before.get(name))) {
                check(name, handlerOf(name, type, handlers));
              }
            });
  }

  /** A handler whose settings a new one shares in kind. */
  private static HandlerReport handlerOf(String name, String type, List<HandlerReport> handlers) {
    Set<String> types = handlers.stream().map(HandlerReport::type).collect(Collectors.toSet());
    HandlerReport first =
        handlers.stream()
            .filter(each -> each.type().equals(type))
            .findFirst()
            .orElseThrow(() -> new StartException(unknown(name, type, types)));
    if (!name.equals(type) && !first.multipleInstances()) {
      throw new StartException(
          setting(name, type) + ", and its plugin allows only one handler of it");
    }
    if (!name.equals(type) && types.contains(name)) {
      throw new StartException(
          setting(name, type) + ", and " + name + " is a type: choose another name");
    }
    return first;
  }

  private static String unknown(String name, String type, Set<String> types) {
    return setting(name, Printable.line(type))
        + ", and no plugin has a handler of this type"
        + NearestName.of(type, types).map(near -> "; the nearest is " + near).orElse("");
  }

  private static String setting(String name, String type) {
    return "fs.webhook.handlers." + name + ".type is " + type;
  }

  private void check(String name, HandlerReport handler) {
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
