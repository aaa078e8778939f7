package io.fswebhook.war.cli.inbox;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.settings.FindInbox;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose inbox it is. */
final class HomeOption {

  @Option(names = "--home", paramLabel = "DIR", description = CliCommand.HOME_DESCRIPTION)
  private @Nullable Path home;

  /** The SQLite file; empty if the inbox is a PostgreSQL database. */
  Optional<Path> inbox() {
    return FindInbox.file(home);
  }
}
