package io.fswebhook.war.cli;

import io.fswebhook.api.HandlerSetting;
import io.fswebhook.core.plugin.CheckPlugin;
import io.fswebhook.core.plugin.HandlerReport;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import jakarta.json.bind.annotation.JsonbProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description =
        "Loads a plugin, or all in a folder, as the receiver would, and reports the handlers and"
            + " what is wrong.")
final class CheckCommand extends CliCommand {

  private final Path scratch;

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
      throw wrongUse("PLUGIN does not exist: " + plugin);
    }
    List<PluginReport> reports =
        new CheckPlugin(scratch.resolve("checked"), Clock.systemUTC()).check(plugin);
    boolean isGood = isGood(reports);
    if (output.isJson()) {
      say(OutputOption.json(Checked.of(reports)));
    } else {
      reports.forEach(this::print);
      say(conclusion(reports, isGood));
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
      if (handler.multipleInstances()) {
        print("  several: ", "fs.webhook.handlers.<name>.type=" + handler.type() + " sets up more");
      }
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
    return setting.name()
        + " ("
        + (setting.secret() ? "secret " : "")
        + typeOf(setting)
        + (setting.defaultValue() == null ? "" : ", default " + setting.defaultValue())
        + "): "
        + setting.description();
  }

  private static String typeOf(HandlerSetting setting) {
    return setting.type().name().toLowerCase(Locale.ROOT);
  }

  private static boolean isGood(List<PluginReport> reports) {
    return reports.stream().allMatch(report -> report.problems().isEmpty());
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
    say(label + Printable.line(text));
  }

  /** All plugins. Public for JSON-B, as are its parts. */
  public record Checked(boolean loadable, List<CheckedPlugin> plugins) {

    static Checked of(List<PluginReport> reports) {
      return new Checked(isGood(reports), reports.stream().map(CheckedPlugin::of).toList());
    }
  }

  /** One of them. */
  public record CheckedPlugin(
      String source,
      @Nullable String version,
      List<CheckedHandler> handlers,
      List<String> warnings,
      List<String> problems) {

    static CheckedPlugin of(PluginReport report) {
      return new CheckedPlugin(
          report.source().toString(),
          report.version(),
          report.declared().stream().map(CheckedHandler::of).toList(),
          report.warnings(),
          report.problems());
    }
  }

  /** A handler of it. */
  public record CheckedHandler(
      String name, Set<String> events, boolean multipleInstances, List<CheckedSetting> settings) {

    static CheckedHandler of(HandlerReport handler) {
      return new CheckedHandler(
          handler.name(),
          new TreeSet<>(handler.eventNames()),
          handler.multipleInstances(),
          handler.settings().stream().map(each -> CheckedSetting.of(each.setting())).toList());
    }
  }

  /** A setting that the handler declares. */
  public record CheckedSetting(
      String name,
      String type,
      @Nullable @JsonbProperty("default") String defaultValue,
      String description,
      boolean secret) {

    static CheckedSetting of(HandlerSetting setting) {
      return new CheckedSetting(
          setting.name(),
          typeOf(setting),
          setting.defaultValue(),
          setting.description(),
          setting.secret());
    }
  }
}
