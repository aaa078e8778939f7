package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of a plugin.
 *
 * @param folder that contains it
 * @param source the jar or folder
 * @param reloadable whether its files are followed; false in a server's lib folder, whose jars are
 *     read once, at the start
 * @param version of the loaded jars, from the manifest; null if it names none, or nothing is loaded
 * @param since when it entered this state
 * @param handlers the names of the handlers that run
 * @param declared all its handlers that could be created, sorted by name, running or not
 * @param problems what keeps it from running properly, one sentence each: jar, problem and remedy
 * @param warnings problems that keep nothing from running
 * @param lastError remains after recovery
 */
public record PluginReport(
    Path folder,
    Path source,
    boolean reloadable,
    @Nullable String version,
    PluginState state,
    Instant since,
    List<String> handlers,
    List<HandlerReport> declared,
    List<String> problems,
    List<String> warnings,
    @Nullable LastError lastError) {

  public PluginReport {
    handlers = List.copyOf(handlers);
    declared = List.copyOf(declared);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** The same plugin with these problems, which keep it from running. */
  PluginReport withProblems(List<String> others) {
    return new PluginReport(
        folder,
        source,
        reloadable,
        version,
        PluginState.FAILED,
        since,
        handlers,
        declared,
        others,
        warnings,
        lastError);
  }

  /** A handler of it that could be created. */
  public Optional<HandlerReport> handler(String name) {
    return declared.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * The last error in loading, starting or stopping.
   *
   * @param sentence jar, problem and remedy
   */
  public record LastError(String sentence, Instant at) {}
}
