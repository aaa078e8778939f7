package io.fswebhook.war.cli.inbox;

import io.fswebhook.core.inbox.sqlite.BackupRefusedException;
import io.fswebhook.core.inbox.sqlite.BackupSummary;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.Count;
import io.fswebhook.war.cli.line.OutputOption;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** A command about backups of an SQLite inbox. */
abstract class InboxCommand extends CliCommand {

  private static final String POSTGRES =
      "The inbox is a PostgreSQL database, which its own tools back up and restore: pg_dump and"
          + " pg_restore, or continuous archiving";

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public final Integer call() {
    Path inbox = home.inbox().orElseThrow(() -> wrongUse(POSTGRES));
    try {
      return run(inbox);
    } catch (BackupRefusedException e) {
      return refused(e.getMessage());
    } catch (FileSystemException e) {
      return refused(e.getFile() + ": " + Reasons.of(e));
    } catch (IOException e) {
      return refused(Reasons.of(e));
    } catch (SQLException e) {
      return refused(e.getMessage());
    }
  }

  private int refused(@Nullable String why) {
    complain(Printable.line(why + ". Nothing was changed."));
    return ExitCode.SOFTWARE;
  }

  /**
   * Does it.
   *
   * @param inbox its file, which may not exist
   * @return the exit code
   */
  abstract int run(Path inbox) throws IOException, SQLException;

  final boolean isJson() {
    return output.isJson();
  }

  /** Reports what was done. */
  final void say(String did, String to, Path file, BackupSummary backup) {
    if (isJson()) {
      say(OutputOption.ascii(json(file, backup).build()));
      return;
    }
    long deliveries = backup.deliveries() + backup.fromLog();
    say(
        Printable.line(
            did
                + " "
                + Count.of(deliveries, "delivery", "deliveries")
                + (backup.lastReceivedAt() == null
                    ? ""
                    : ", the last received at " + backup.lastReceivedAt() + ",")
                + " "
                + to
                + " "
                + file
                + " ("
                + backup.bytes()
                + " bytes)"));
  }

  private static JsonObjectBuilder json(Path file, BackupSummary backup) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("file", file.toString())
            .add("madeAt", backup.madeAt().toString())
            .add("deliveries", backup.deliveries() + backup.fromLog())
            .add("bytes", backup.bytes());
    if (backup.lastReceivedAt() != null) {
      json.add("lastReceivedAt", backup.lastReceivedAt().toString());
    }
    return json;
  }
}
