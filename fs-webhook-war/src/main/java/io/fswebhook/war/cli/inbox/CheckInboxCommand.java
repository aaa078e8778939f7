package io.fswebhook.war.cli.inbox;

import io.fswebhook.core.inbox.sqlite.CheckInboxFile;
import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.CliCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private HomeOption home = new HomeOption();

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
    Optional<String> refusal = refusal(path);
    if (refusal.isPresent()) {
      say(Printable.line("The file is intact, but the inbox " + refusal.get() + "."));
      return 1;
    }
    say("The inbox is intact.");
    return 0;
  }

  private List<String> problems(Path path) {
    try {
      return CheckInboxFile.problems(path);
    } catch (SQLException e) {
      throw notChecked(path, e);
    }
  }

  private Optional<String> refusal(Path path) {
    try {
      return CheckInboxFile.refusal(path);
    } catch (SQLException | IOException e) {
      throw notChecked(path, e);
    }
  }

  private RuntimeException notChecked(Path path, Exception why) {
    return wrongUse(path + " cannot be checked: " + why.getMessage());
  }

  private Path path() {
    if (file != null) {
      if (file.startsWith("jdbc:postgresql:")) {
        throw wrongUse(POSTGRES);
      }
      return Path.of(file.startsWith("jdbc:sqlite:") ? file.substring(12) : file);
    }
    return home.inbox().orElseThrow(() -> wrongUse(POSTGRES));
  }
}
