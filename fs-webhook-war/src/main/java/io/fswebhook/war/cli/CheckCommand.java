package io.fswebhook.war.cli;

import io.fswebhook.api.HandlerSetting;
import io.fswebhook.core.plugin.CheckPlugin;
import io.fswebhook.core.plugin.HandlerReport;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.text.Printable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description =
        "Loads a plugin, or all in a folder, as the receiver would, and reports the handlers and"
            + " what is wrong.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  private final Path scratch;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "PLUGIN",
      description = {
        "A jar; a folder, with all plugins in and below it; or a folder of class files such as",
        "target/classes."
      })
  private Path plugin = Path.of("");

  CheckCommand(Host host) {
    this.scratch = host.scratch();
  }

  @Override
  public Integer call() {
    if (!Files.exists(plugin)) {
      throw new ParameterException(spec.commandLine(), "PLUGIN does not exist: " + plugin);
    }
    List<PluginReport> reports =
        new CheckPlugin(scratch.resolve("checked"), Clock.systemUTC()).check(plugin);
    boolean isGood = reports.stream().allMatch(report -> report.problems().isEmpty());
    if (output.isJson()) {
      out().println(PluginReportJson.of(reports, isGood));
    } else {
      reports.forEach(this::print);
      out().println(conclusion(reports, isGood));
    }
    return isGood ? 0 : 1;
  }

  private void print(PluginReport report) {
    print("plugin: ", report.source().toString());
    if (report.version() != null) {
      print("version: ", report.version());
    }
    for (HandlerReport handler : report.declared()) {
      print("handler: ", handler.name());
      print("  events: ", events(handler));
      handler.settings().forEach(each -> print("  setting: ", setting(each.setting())));
    }
    report.warnings().forEach(warning -> print("warning: ", warning));
    report.problems().forEach(problem -> print("problem: ", problem));
  }

  private static String events(HandlerReport handler) {
    return handler.eventNames().isEmpty()
        ? "every event"
        : String.join(", ", new TreeSet<>(handler.eventNames()));
  }

  private static String setting(HandlerSetting setting) {
    String type = setting.type().name().toLowerCase(Locale.ROOT);
    return setting.name()
        + " ("
        + (setting.secret() ? "secret " : "")
        + type
        + (setting.defaultValue() == null ? "" : ", default " + setting.defaultValue())
        + "): "
        + setting.description();
  }

  private static String conclusion(List<PluginReport> reports, boolean isGood) {
    long failed = reports.stream().filter(report -> !report.problems().isEmpty()).count();
    if (!isGood) {
      return reports.size() == 1
          ? "The plugin has problems."
          : failed + " of " + reports.size() + " plugins have problems.";
    }
    String what = reports.size() == 1 ? "The plugin" : "All " + reports.size() + " plugins";
    return what + " can be loaded. The handlers were created but not started.";
  }

  private void print(String label, String text) {
    out().println(label + Printable.line(text));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
