package io.fswebhook.war.cli;

import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.sqlite.CheckInboxFile;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check-inbox",
    description = "Checks the SQLite file of an inbox for damage.",
    footer = {
      "",
      "Read-only; may run beside a running receiver, whose write-ahead log grows in the meantime."
    })
final class CheckInboxCommand extends CliCommand {

  private static final String POSTGRES =
      "The inbox is a PostgreSQL database, which this command cannot check; use pg_amcheck.";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "The file, such as fs-webhook-home/data/inbox.db; by default from the settings.")
  private @Nullable String file;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Overrides fs.webhook.home, by default ./fs-webhook-home.")
  private @Nullable Path home;

  @Override
  public Integer call() {
    Path path = path();
    if (!Files.isRegularFile(path)) {
      throw wrongUse("There is no file " + path);
    }
    say("Checking " + path);
    out().flush();
    List<String> problems = problems(path);
    problems.forEach(problem -> say("problem: " + problem));
    if (!problems.isEmpty()) {
      say("The inbox is damaged. Stop the receiver, then " + CheckInboxFile.advice(path));
      return 1;
    }
    say("The inbox is intact.");
    return 0;
  }

  private List<String> problems(Path path) {
    try {
      return CheckInboxFile.problems(path);
    } catch (SQLException e) {
      throw wrongUse(path + " cannot be checked: " + e.getMessage());
    }
  }

  private Path path() {
    if (file != null) {
      if (file.startsWith("jdbc:postgresql:")) {
        throw wrongUse(POSTGRES);
      }
      return Path.of(file.startsWith("jdbc:sqlite:") ? file.substring(12) : file);
    }
    Map<String, String> overrides =
        home == null ? Map.of() : Map.of("fs.webhook.home", home.toString());
    InboxPlace place =
        SettingsLoader.load(overrides, Path.of("fs-webhook-home")).receiver().inbox().place();
    return place.match(
        InboxPlace.File::path,
        server -> {
          throw wrongUse(POSTGRES);
        });
  }
}
