package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import io.fswebhook.war.settings.Installation;
import io.fswebhook.war.settings.SettingsCheck;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description = {
      "Checks the settings as serve would read them, without a receiver: the properties files,"
          + " the environment, and the files of secrets. Names everything that is wrong.",
      "Changes nothing. What only a running handler can check is not checked."
    })
final class CheckConfigCommand extends CliCommand {

  @Option(names = "--home", paramLabel = "DIR", description = HOME_DESCRIPTION)
  private @Nullable Path home;

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    SettingsCheck check =
        SettingsCheck.of(
            home == null ? Map.of() : Map.of("fs.webhook.home", home.toString()),
            Installation.ofThisProcess());
    if (output.isJson()) {
      say(OutputOption.ascii(json(check)));
    } else {
      print(check);
    }
    return check.problems().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
  }

  private static JsonObject json(SettingsCheck check) {
    return Json.createObjectBuilder()
        .add("file", check.file().toString())
        .add("valid", check.problems().isEmpty())
        .add("problems", Json.createArrayBuilder(check.problems()))
        .add("warnings", Json.createArrayBuilder(check.warnings()))
        .build();
  }

  private void print(SettingsCheck check) {
    check.warnings().forEach(each -> complain("Warning: " + Printable.line(each)));
    check.problems().forEach(each -> complain(Printable.line(each)));
    if (check.problems().isEmpty()) {
      say("The settings are valid.");
    }
  }
}
