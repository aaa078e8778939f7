package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which plugin has which handler name. A name stays with the first that bears it as long as that
 * one is there, also when its handler fails: no race for a name.
 */
final class HandlerNameOwners {

  private final Map<String, Path> owners = new HashMap<>();
  private final Set<Path> leaving = new HashSet<>();

  /** Empty when the plugin has the name now, else the one that has it. */
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

  /** Others may take its names over before it goes. */
  void isLeaving(Path plugin) {
    leaving.add(plugin);
  }

  void hasLeft(Path plugin) {
    leaving.remove(plugin);
    owners.values().removeIf(plugin::equals);
  }
}
