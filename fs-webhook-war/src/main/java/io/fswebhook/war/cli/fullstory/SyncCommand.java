package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.Confirmation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sync",
    description = {
      "Makes the endpoints in FullStory as a file describes them; shows the difference and asks.",
      "With --dry-run, the exit code is 1 if there is a difference."
    },
    footer = {
      "",
      "The file is JSON. An example:",
      "  {",
      "    \"endpoints\": [",
      "      {",
      "        \"url\": \"https://host/webhook\",",
      "        \"events\": [\"note.created\", \"recording.event.custom:ID\"],",
      "        \"secretFile\": \"secret\"",
      "      }",
      "    ]",
      "  }",
      "secretFile is read when the endpoint is created; FullStory never tells a secret, so it",
      "cannot be compared. A \"formerUrl\" moves the endpoint from there."
    })
final class SyncCommand extends ChangeCommand {

  @Parameters(paramLabel = "FILE", description = "Describes the endpoints.")
  private Path file = Path.of("");

  @Option(names = "--prune", description = "Delete the endpoints that the file does not name.")
  private boolean prune;

  @Option(names = "--enable", description = "Enable the endpoints of the file that are disabled.")
  private boolean enable;

  @Mixin private Confirmation confirmation = new Confirmation();

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    List<DeclaredEndpoint> declared = declared();
    SyncPlan plan;
    try {
      plan = SyncPlan.of(declared, client.list(), enable, prune);
    } catch (StartException e) { // a secret that cannot be read
      throw wrongUse(e.getMessage(), e);
    }
    warn(plan);
    if (plan.changes().isEmpty()) {
      complain("Nothing to change: FullStory is as " + file + " describes.");
    } else if (!isDryRun() && !isConfirmed(plan.changes())) {
      return 1;
    }
    carryOut(client, plan.changes());
    return isDryRun() && !plan.changes().isEmpty() ? 1 : 0;
  }

  private List<DeclaredEndpoint> declared() {
    try {
      return new SyncFile(file).read();
    } catch (StartException e) {
      throw wrongUse(e.getMessage(), e);
    }
  }

  private void warn(SyncPlan plan) {
    plan.updates().forEach(this::warnOf);
    for (Endpoint endpoint : plan.unknown()) {
      complain(
          Printable.line(endpoint.url())
              + " is in FullStory only, and stays there. To delete it, use --prune.");
    }
  }

  private boolean isConfirmed(List<EndpointChange> changes) throws IOException {
    changes.stream().flatMap(change -> ChangeReport.lines(change).stream()).forEach(this::complain);
    return confirmation.isGiven(this, "Make these changes in FullStory: " + changes.size() + "?");
  }
}
