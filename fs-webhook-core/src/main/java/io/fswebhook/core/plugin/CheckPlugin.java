package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads a single plugin like a receiver and reports its contents or problems. Creates its handlers
 * but starts none.
 */
public final class CheckPlugin {

  private final Path copiesDir;
  private final Clock clock;

  /**
   * Checks plugins.
   *
   * @param copiesDir where jars are copied for the duration of a check
   */
  public CheckPlugin(Path copiesDir, Clock clock) {
    this.copiesDir = copiesDir;
    this.clock = clock;
  }

  /**
   * Checks a plugin, or all in and below a folder, also with each other.
   *
   * @param path a jar, or a folder of jars, of plugins or of class files
   * @return at least one report
   * @throws io.fswebhook.core.failure.StartException if the jars cannot be copied
   */
  public List<PluginReport> check(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    List<FoundPlugin> found = FindBelow.in(whole);
    if (found.isEmpty()) {
      FoundPlugin nothing = FoundPlugin.inPluginsDir(whole, whole, List.of());
      return List.of(
          failed(
              nothing,
              "Plugin "
                  + whole
                  + ": there is no jar in or below this folder. Name a jar, a folder with jars, or a"
                  + " folder of class files with a "
                  + PluginJar.SERVICE_FILE
                  + "."));
    }
    List<PluginReport> reports = new ArrayList<>();
    HandlerNameOwners names = new HandlerNameOwners();
    try (PrivateCopies copies = PrivateCopies.in(copiesDir)) {
      found.forEach(each -> reports.add(checkNames(check(each, copies), names)));
    }
    return reports;
  }

  private PluginReport check(FoundPlugin found, PrivateCopies copies) {
    try {
      Optional<PluginSource> source = new TakePlugin(copies).take(found);
      return source.isPresent()
          ? report(source.get())
          : failed(found, "Plugin " + found.path() + ": it is being written. Check it again.");
    } catch (PluginFailure failure) {
      return failed(found, failure.sentence(found.path()));
    }
  }

  /** In one receiver, each name can be used once. */
  private PluginReport checkNames(PluginReport report, HandlerNameOwners names) {
    List<String> problems = new ArrayList<>(report.problems());
    for (String name : report.handlers()) {
      names
          .claim(name, report.source())
          .ifPresent(
              owner -> problems.add(OpenPlugin.nameTaken(name, owner).sentence(report.source())));
    }
    return problems.equals(report.problems()) ? report : report.withProblems(problems);
  }

  private PluginReport report(PluginSource source) {
    LoadPlugin.Loaded loaded = new LoadPlugin(CallBounds.DEFAULT.start()).load(source);
    Plugin plugin = Plugin.notStarted(loaded);
    PluginReport report =
        report(
            source.found(),
            source.version().orElse(null),
            loaded.problems().isEmpty() ? PluginState.CHECKED : PluginState.FAILED,
            plugin.reports(),
            loaded.problems(),
            plugin.warnings());
    plugin.end(CallBounds.DEFAULT.stop());
    return report;
  }

  private PluginReport failed(FoundPlugin found, String sentence) {
    return report(found, null, PluginState.FAILED, List.of(), List.of(sentence), List.of());
  }

  private PluginReport report(
      FoundPlugin found,
      @Nullable String version,
      PluginState state,
      List<HandlerReport> declared,
      List<String> problems,
      List<String> warnings) {
    return new PluginReport(
        found.folder(),
        found.path(),
        !found.inPlace(),
        version,
        state,
        clock.instant(),
        declared.stream().map(HandlerReport::name).toList(),
        declared,
        problems,
        warnings,
        null);
  }
}
