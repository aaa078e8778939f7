package io.fswebhook.core.plugin;

import io.fswebhook.core.plugin.PluginReport.LastError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one jar or folder.
 *
 * @param found as it was at the last load attempt
 * @param toTryAgain whether a retry with the same files may succeed
 * @param plugin the version loaded last; null if none was
 * @param problems of the last load attempt
 * @param isOutdated whether the files found last are not the version loaded
 */
record PluginSlot(
    FoundPlugin found,
    boolean toTryAgain,
    @Nullable Plugin plugin,
    List<String> problems,
    boolean isOutdated,
    Instant since,
    @Nullable LastError lastError) {

  PluginSlot {
    problems = List.copyOf(problems);
  }

  static PluginSlot taken(
      FoundPlugin found, Plugin plugin, @Nullable PluginSlot before, Instant now) {
    return new PluginSlot(
        found, false, plugin, plugin.problems(), false, now, last(plugin.problems(), before, now));
  }

  /** What is loaded stays. */
  static PluginSlot refused(
      FoundPlugin found,
      boolean toTryAgain,
      List<String> problems,
      @Nullable PluginSlot before,
      Instant now) {
    return new PluginSlot(
        found,
        toTryAgain,
        before == null ? null : before.plugin,
        problems,
        true,
        before == null || !before.problems.equals(problems) ? now : before.since,
        last(problems, before, now));
  }

  private static @Nullable LastError last(
      List<String> problems, @Nullable PluginSlot before, Instant now) {
    if (problems.isEmpty()) {
      return before == null ? null : before.lastError;
    }
    return new LastError(problems.get(problems.size() - 1), now);
  }

  PluginSlot withError(String sentence, Instant now) {
    return new PluginSlot(
        found, toTryAgain, plugin, problems, isOutdated, since, new LastError(sentence, now));
  }

  boolean isUpToDate(FoundPlugin other) {
    return !toTryAgain && found.stamp().equals(other.stamp());
  }

  PluginReport report() {
    return new PluginReport(
        found.folder(),
        found.path(),
        !found.inPlace(),
        plugin == null ? null : plugin.source().version().orElse(null),
        state(),
        since,
        plugin == null ? List.of() : plugin.handlerNames(),
        plugin == null ? List.of() : plugin.reports(),
        problems,
        plugin == null ? List.of() : plugin.warnings(),
        lastError);
  }

  private PluginState state() {
    if (plugin == null || !plugin.isRunning()) {
      return problems.isEmpty() ? PluginState.DISABLED : PluginState.FAILED;
    }
    if (isOutdated) {
      return PluginState.OUTDATED;
    }
    return problems.isEmpty() ? PluginState.RUNNING : PluginState.INCOMPLETE;
  }
}
