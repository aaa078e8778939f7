package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which plugin owns which handler name. A name belongs to the first plugin that claims it while
 * that plugin is present, even if its handler fails, so there is no race for a name.
 */
final class HandlerNameOwners {

  private final Map<String, Path> owners = new HashMap<>();
  private final Set<Path> leaving = new HashSet<>();

  /** Empty if the plugin owns the name now, otherwise its owner. */
  Optional<Path> claim(String name, Path plugin) {
    Path owner = owners.get(name);
    if (owner != null && !owner.equals(plugin) && !leaving.contains(owner)) {
      return Optional.of(owner);
    }
    owners.put(name, plugin);
    return Optional.empty();
  }

  void release(String name, Path plugin) {
    owners.remove(name, plugin);
  }

  /** Lets others take over its names before it is removed. */
  void isLeaving(Path plugin) {
    leaving.add(plugin);
  }

  void hasLeft(Path plugin) {
    leaving.remove(plugin);
    owners.values().removeIf(plugin::equals);
  }
}
