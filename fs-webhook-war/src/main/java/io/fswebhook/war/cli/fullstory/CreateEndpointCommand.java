package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.fullstory.EndpointChange.Create;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Creates an endpoint that receives events.")
final class CreateEndpointCommand extends ChangeCommand {

  @Parameters(
      paramLabel = "URL",
      description = "Where FullStory sends events, such as https://host/webhook.")
  private String url = "";

  @Option(
      names = "--event",
      required = true,
      split = ",",
      paramLabel = "EVENT[:SUBCATEGORY]",
      description =
          "An event to receive; several may be given. See: fs-webhook endpoints event-types")
  private List<String> events = List.of();

  @ArgGroup(multiplicity = "1")
  private SecretFileOption secret = new SecretFileOption();

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    Create change =
        new Create(
            EndpointUrl.checked(this, "URL", url),
            SubscribedEvent.all(this, events),
            secret.value(this, isDryRun()));
    carryOut(client, List.of(change));
    return 0;
  }
}
