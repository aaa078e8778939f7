package io.fswebhook.core.plugin;

import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the running plugins with the plugins folder: loads new ones, replaces changed ones,
 * removes deleted ones. Thread-safe; one change at a time.
 *
 * <p>New plugins start before old ones are removed, so that a new version under another file name
 * takes over without a gap.
 */
final class ChangePlugins {

  private static final Logger LOG = LoggerFactory.getLogger(ChangePlugins.class);

  /** How long a removal waits for files still being written, which may be the replacement. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final FindPlugins find;
  private final TakePlugin take;
  private final OpenPlugin open;
  private final PluginTable table;
  private final RetirePlugins retire;
  private final Debounce debounce;
  private final LeftLoaders left;
  private final Clock clock;
  private String lastComplaint = "";

  ChangePlugins(
      FindPlugins find,
      TakePlugin take,
      OpenPlugin open,
      PluginTable table,
      RetirePlugins retire,
      Debounce debounce,
      LeftLoaders left) {
    this.find = find;
    this.take = take;
    this.open = open;
    this.table = table;
    this.retire = retire;
    this.debounce = debounce;
    this.left = left;
    this.clock = open.clock();
  }

  /**
   * Scans the folder once.
   *
   * @return whether files are still changing, so that another scan should follow soon
   */
  synchronized boolean look() {
    left.look();
    List<FoundPlugin> found = find();
    if (found == null) {
      return false;
    }
    List<FoundPlugin> still = new ArrayList<>();
    boolean changing = false;
    for (FoundPlugin each : found) {
      PluginSlot slot = table.slot(each.path());
      if (slot != null && slot.isUpToDate(each)) {
        debounce.forget(each.path());
      } else if (debounce.isStill(each)) {
        still.add(each);
      } else {
        changing = true;
      }
    }
    Set<Path> present = found.stream().map(FoundPlugin::path).collect(Collectors.toSet());
    List<PluginSlot> missing = missing(present);
    List<PluginSlot> gone = gone(missing, changing);
    gone.forEach(slot -> open.names().isLeaving(slot.found().path()));
    for (FoundPlugin each : still) {
      changing |= !take(each);
    }
    gone.forEach(this::remove);
    table.slots().forEach(slot -> present.add(slot.found().path()));
    debounce.forgetAllBut(present);
    return changing || gone.size() < missing.size();
  }

  /** Null if the folder cannot be read: then nothing counts as removed. */
  private @Nullable List<FoundPlugin> find() {
    try {
      List<FoundPlugin> found = find.find();
      lastComplaint = "";
      return found;
    } catch (IOException e) {
      String complaint = Reasons.of(e);
      if (!complaint.equals(lastComplaint)) {
        LOG.warn(
            "The plugins folder {} cannot be read ({}); running plugins keep running",
            find.folder(),
            complaint);
      }
      lastComplaint = complaint;
      return null;
    }
  }

  private List<PluginSlot> missing(Set<Path> present) {
    return table.slots().stream()
        .filter(slot -> !slot.found().inPlace() && !present.contains(slot.found().path()))
        .toList();
  }

  private List<PluginSlot> gone(List<PluginSlot> missing, boolean changing) {
    Duration bound = changing ? LONGEST_WAIT : Debounce.LONG_ENOUGH;
    return missing.stream()
        .filter(slot -> debounce.of(slot.found().path(), PluginStamp.GONE).compareTo(bound) >= 0)
        .toList();
  }

  /**
   * Loads plugins again, so that their handlers start with the settings of now.
   *
   * @param handlers whose settings have changed
   */
  synchronized void restart(Set<String> handlers) {
    table.setUp(open.chosenNames(), retire::await);
    Set<String> changed = new HashSet<>(handlers);
    open.settings().types().entrySet().stream()
        .filter(each -> handlers.contains(each.getKey()))
        .forEach(each -> changed.add(each.getValue()));
    for (PluginSlot slot : table.slots()) {
      Plugin plugin = slot.plugin();
      if (plugin != null && plugin.names().stream().anyMatch(changed::contains)) {
        LOG.info("Plugin {} starts again with changed settings", slot.found().path());
        var unused = take(slot.found());
      }
    }
    table.renewAttempts(open.settings(), retire::await);
  }

  /** False if it changed during loading. */
  synchronized boolean take(FoundPlugin found) {
    PluginSlot before = table.slot(found.path());
    try {
      Optional<PluginSource> source = take.take(found);
      if (source.isEmpty()) {
        return false;
      }
      Plugin plugin = open(source.get());
      debounce.forget(found.path());
      decide(found, plugin, before);
    } catch (PluginFailure failure) {
      refuse(found, failure.isPassing(), List.of(failure.sentence(found.path())), before);
    } catch (RuntimeException | Error e) {
      refuseAfter(e, found, before);
    }
    return true;
  }

  private Plugin open(PluginSource source) {
    try {
      return open.open(source);
    } catch (RuntimeException | Error e) {
      if (source.copy() != null) {
        PrivateCopies.delete(source.copy());
      }
      throw e;
    }
  }

  /** An unexpected error must not prevent the loading of other plugins. */
  private void refuseAfter(Throwable thrown, FoundPlugin found, @Nullable PluginSlot before) {
    LOG.debug("Plugin {} cannot be loaded", found.path(), thrown);
    boolean passing = thrown instanceof VirtualMachineError;
    String what = "it cannot be loaded: " + Diagnosis.describe(thrown);
    PluginFailure failure =
        passing
            ? PluginFailure.passing(what, "It is tried again")
            : new PluginFailure(what, "Copy it again under another name, or remove it");
    refuse(found, passing, List.of(failure.sentence(found.path())), before);
  }

  private void decide(FoundPlugin found, Plugin plugin, @Nullable PluginSlot before) {
    Plugin old = before == null ? null : before.plugin();
    if (old == null || !plugin.isWorseThan(old, old.dropped(open.chosenNames()))) {
      switchTo(found, plugin, before);
      return;
    }
    plugin.names().stream()
        .filter(name -> !old.names().contains(name))
        .forEach(name -> open.names().release(name, plugin.path()));
    refuse(found, false, plugin.problems(), before);
    retire.retire(plugin);
  }

  private void refuse(
      FoundPlugin found, boolean again, List<String> problems, @Nullable PluginSlot before) {
    table.put(PluginSlot.refused(found, again, problems, before, clock.instant()));
    if (before != null && before.problems().equals(problems)) {
      return;
    }
    warn(problems, before);
    if (before != null && before.plugin() != null && before.plugin().isRunning()) {
      LOG.warn(
          "Plugin {}: the new version was not loaded; version {} keeps running until the next start",
          found.path(),
          before.plugin().version());
    }
  }

  private static void warn(List<String> sentences, @Nullable PluginSlot before) {
    for (String sentence : sentences) {
      if (before == null || !before.problems().contains(sentence)) {
        LOG.warn(sentence);
      }
    }
  }

  private void switchTo(FoundPlugin found, Plugin plugin, @Nullable PluginSlot before) {
    Plugin old = before == null ? null : before.plugin();
    PluginSlot slot = PluginSlot.taken(found, plugin, before, clock.instant());
    if (!table.run(plugin, slot, retire::await)) {
      retire.retire(plugin);
      return;
    }
    warn(plugin.problems(), before);
    warn(plugin.warnings(), null);
    tell(plugin, old);
    if (!plugin.isRunning()) {
      retire.retire(plugin);
    }
    if (old != null) {
      Set<String> lost = new HashSet<>(old.names());
      lost.removeAll(plugin.names());
      leave(old, lost);
    }
  }

  private static void tell(Plugin plugin, @Nullable Plugin old) {
    for (ActiveHandler handler : plugin.handlers()) {
      Set<String> eventNames = handler.subscription().eventNames();
      LOG.info(
          "Plugin {} (version {}) provides handler {} for {}",
          plugin.path(),
          plugin.version(),
          handler.name(),
          eventNames.isEmpty() ? "every event" : eventNames);
    }
    if (old != null && old.isRunning()) {
      LOG.info(
          "Plugin {}: version {} finishes its running attempts and then stops",
          old.path(),
          old.version());
    }
  }

  private void remove(PluginSlot slot) {
    Path path = slot.found().path();
    Plugin plugin = slot.plugin();
    debounce.forget(path);
    table.remove(path);
    LOG.info(
        "Plugin {} was removed; tasks of its handlers {} wait until they are back",
        path,
        plugin == null ? List.of() : plugin.handlerNames());
    if (plugin != null) {
      leave(plugin, plugin.names());
    }
    open.names().hasLeft(path);
  }

  /**
   * Lets a plugin finish its running attempts, then stops it.
   *
   * @param names the released handler names; a plugin that wanted one gets it first
   */
  private void leave(Plugin old, Set<String> names) {
    names.forEach(name -> open.names().release(name, old.path()));
    for (PluginSlot slot : table.slots()) {
      Plugin other = slot.plugin();
      if (other != null && other.takenNames().stream().anyMatch(names::contains)) {
        take(slot.found());
      }
    }
    table.takeAway(old, retire::await);
    retire.retire(old);
  }
}
