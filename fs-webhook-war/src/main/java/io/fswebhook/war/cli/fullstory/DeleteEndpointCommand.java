package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.fullstory.EndpointChange.Delete;
import io.fswebhook.war.cli.line.Confirmation;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Deletes an endpoint: FullStory sends nothing to its URL any more.")
final class DeleteEndpointCommand extends ChangeCommand {

  @Parameters(paramLabel = "ENDPOINT", description = "Its id or URL.")
  private String endpoint = "";

  @Mixin private Confirmation confirmation = new Confirmation();

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    Endpoint before = client.find(endpoint);
    boolean isWanted =
        isDryRun()
            || confirmation.isGiven(
                this,
                "Delete the endpoint "
                    + before.url()
                    + " with "
                    + before.events().size()
                    + " events?");
    if (!isWanted) {
      return 1;
    }
    carryOut(client, List.of(new Delete(before)));
    return 0;
  }
}
