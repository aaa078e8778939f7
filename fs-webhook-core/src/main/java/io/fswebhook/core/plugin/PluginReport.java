package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one plugin is doing.
 *
 * @param folder that it lies in
 * @param source the jar or folder
 * @param version of what is loaded, as its manifest has it; null when it has none, or when nothing
 *     is loaded
 * @param since when it is as it is
 * @param handlers the names of the handlers that run
 * @param problems what keeps it from running as it should, one sentence each: which jar, what, and
 *     what to do
 * @param warnings what is wrong and keeps nothing from running
 * @param lastError also when it is over
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
   * What went wrong last, in loading, starting or stopping.
   *
   * @param sentence which jar, what, and what to do
   */
  public record LastError(String sentence, Instant at) {}
}
