package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.fullstory.EndpointChange.Update;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** A command that changes endpoints. */
abstract class ChangeCommand extends FullStoryCommand {

  @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
  private boolean dryRun;

  final boolean isDryRun() {
    return dryRun;
  }

  /** Prints each change when it is done, so that a failure leaves no doubt about the others. */
  final void carryOut(FullStoryClient client, List<EndpointChange> changes)
      throws IOException, InterruptedException {
    ChangeReport report = new ChangeReport(dryRun);
    try {
      for (EndpointChange change : changes) {
        apply(client, change, report);
      }
    } finally {
      if (isJson()) {
        say(report.json());
      }
    }
  }

  private void apply(FullStoryClient client, EndpointChange change, ChangeReport report)
      throws IOException, InterruptedException {
    if (dryRun) {
      report.planned(change);
      if (!isJson()) {
        ChangeReport.lines(change).forEach(this::say);
      }
      return;
    }
    Endpoint endpoint = change.apply(client);
    report.done(change, endpoint);
    if (!isJson()) {
      say(ChangeReport.line(change, endpoint));
    }
    if (change instanceof Update update && !update.before().id().equals(endpoint.id())) {
      complain(
          "The URL has changed, and the endpoint's id with it: it is now "
              + Printable.line(endpoint.id()));
    }
  }

  /** What the user may not expect of an update. */
  final void warnOf(Update update) {
    if (update.changesUrl()) {
      complain(
          "Changing the URL changes the endpoint's id, " + Printable.line(update.before().id()));
    }
    if (!update.before().enabled() && !update.after().enabled()) {
      complain(
          Printable.line(update.url()) + " is disabled and stays so. To enable it, use --enable.");
    }
  }
}
