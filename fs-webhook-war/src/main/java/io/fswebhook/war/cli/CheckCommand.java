package io.fswebhook.war.cli;

import io.fswebhook.core.plugin.CheckPlugin;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.text.Printable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description =
        "Loads a plugin as the receiver would, and reports its handlers or what is wrong.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  private final Path scratch;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PLUGIN", description = "A jar, or a folder of jars.")
  private Path plugin = Path.of("");

  CheckCommand(Host host) {
    this.scratch = host.scratch();
  }

  @Override
  public Integer call() {
    if (!Files.exists(plugin)) {
      throw new ParameterException(spec.commandLine(), "PLUGIN does not exist:  " + plugin);
    }
    PluginReport report =
        new CheckPlugin(scratch.resolve("checked"), Clock.systemUTC()).check(plugin);
    PrintWriter out = spec.commandLine().getOut();
    report.handlers().forEach(handler -> out.println("handler: " + Printable.line(handler)));
    if (report.version() != null) {
      out.println("version: " + Printable.line(report.version()));
    }
    report.warnings().forEach(warning -> out.println("warning: " + Printable.line(warning)));
    report.problems().forEach(problem -> out.println("problem: " + Printable.line(problem)));
    if (!report.problems().isEmpty()) {
      return 1;
    }
    out.println("The plugin can be loaded. Its handlers were created but not started.");
    return 0;
  }
}
