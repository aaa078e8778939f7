package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one plugin.
 *
 * @param source the jar or folder
 * @param handlers the names of the handlers that were started
 * @param problems what went wrong, one sentence each: which jar, what, and what to do
 */
public record PluginReport(Path source, List<String> handlers, List<String> problems) {

  public PluginReport {
    handlers = List.copyOf(handlers);
    problems = List.copyOf(problems);
  }
}
