package io.fswebhook.core.plugin;

import io.fswebhook.core.plugin.CreateHandler.Created;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
   * Checks one plugin.
   *
   * @param path a jar, or a folder of jars
   * @throws io.fswebhook.core.failure.StartException if the jars cannot be copied
   */
  public PluginReport check(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    FoundPlugin found = found(whole);
    if (found.jars().isEmpty() && Files.isReadable(whole)) {
      return failed(
          found,
          "Plugin "
              + whole
              + ": there is no jar in this folder. Name a jar, or the folder that the jars of one plugin lie in.");
    }
    try (PrivateCopies copies = PrivateCopies.in(copiesDir)) {
      Optional<PluginSource> source = new TakePlugin(copies).take(found);
      return source.isPresent()
          ? report(source.get())
          : failed(found, "Plugin " + whole + ": it is being written. Check it again.");
    } catch (PluginFailure failure) {
      return failed(found, failure.sentence(whole));
    }
  }

  private static FoundPlugin found(Path path) {
    Path folder = path.getParent() == null ? path : path.getParent();
    return FoundPlugin.inPluginsDir(folder, path, jars(path));
  }

  private static List<Path> jars(Path path) {
    try {
      return Files.isDirectory(path)
          ? Jars.list(path).stream().filter(Jars::isJar).toList()
          : List.of(path);
    } catch (IOException e) {
      return List.of();
    }
  }

  private PluginReport report(PluginSource source) {
    LoadPlugin.Loaded loaded = new LoadPlugin(CallBounds.DEFAULT.start()).load(source);
    List<String> names = loaded.handlers().stream().map(Created::name).sorted().toList();
    Plugin plugin = Plugin.notStarted(loaded);
    PluginReport report =
        report(
            source.found(),
            source.version().orElse(null),
            loaded.problems().isEmpty() ? PluginState.CHECKED : PluginState.FAILED,
            names,
            plugin.reports(),
            loaded.problems(),
            plugin.warnings());
    plugin.end(CallBounds.DEFAULT.stop());
    return report;
  }

  private PluginReport failed(FoundPlugin found, String sentence) {
    return report(
        found, null, PluginState.FAILED, List.of(), List.of(), List.of(sentence), List.of());
  }

  private PluginReport report(
      FoundPlugin found,
      @Nullable String version,
      PluginState state,
      List<String> handlers,
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
        handlers,
        declared,
        problems,
        warnings,
        null);
  }
}
