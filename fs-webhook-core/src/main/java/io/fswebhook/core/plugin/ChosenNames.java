package io.fswebhook.core.plugin;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Under which names handlers run. A type, which is the name that a class gives itself, runs under
 * its own name, unless operators have set it up under others and set nothing for its own.
 */
record ChosenNames(HandlerSettingsSource settings) {

  /** The names of a type's handlers, sorted. */
  Set<String> of(String type, boolean multipleInstances) {
    Set<String> names = chosen(type);
    if (names.isEmpty() || !multipleInstances || settings.mentions(type)) {
      names.add(type);
    }
    return names;
  }

  private Set<String> chosen(String type) {
    return settings.types().entrySet().stream()
        .filter(each -> each.getValue().equals(type))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a handler that is there would not be set up now. */
  boolean isDropped(HandlerReport handler) {
    return !of(handler.type(), handler.multipleInstances()).contains(handler.name());
  }

  /** The handlers that operators have set up. */
  SetUp setUp() {
    Set<String> all = settings.types().keySet();
    return new SetUp(all, all.stream().filter(this::isEnabled).collect(Collectors.toSet()));
  }

  /** Wrong settings are reported when the handler starts. */
  private boolean isEnabled(String name) {
    try {
      return settings.of(name).enabled();
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /**
   * The handlers that operators have set up at some time.
   *
   * @param all their names
   * @param enabled those that are not disabled
   */
  record SetUp(Set<String> all, Set<String> enabled) {

    static final SetUp NONE = new SetUp(Set.of(), Set.of());

    SetUp {
      all = Set.copyOf(all);
      enabled = Set.copyOf(enabled);
    }
  }
}
