package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a plugin.
 *
 * @param folder that it lies in
 * @param source the jar or folder
 * @param version of what is loaded, from its manifest; null if it has none, or nothing is loaded
 * @param since when it entered this state
 * @param handlers the names of the handlers that run
 * @param problems what keeps it from running properly, one sentence each: jar, problem and remedy
 * @param warnings problems that keep nothing from running
 * @param lastError remains after recovery
 */
public record PluginReport(
    Path folder,
    Path source,
    @Nullable String version,
    PluginState state,
    Instant since,
    List<String> handlers,
    List<String> problems,
    List<String> warnings,
    @Nullable LastError lastError) {

  public PluginReport {
    handlers = List.copyOf(handlers);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * The last error in loading, starting or stopping.
   *
   * @param sentence jar, problem and remedy
   */
  public record LastError(String sentence, Instant at) {}
}
