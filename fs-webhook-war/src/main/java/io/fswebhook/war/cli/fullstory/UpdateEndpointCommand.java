package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.fullstory.EndpointChange.Update;
import io.fswebhook.war.cli.fullstory.EndpointChange.Wanted;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "update",
    description = {
      "Changes an endpoint. What is not given stays as it is; a disabled endpoint stays disabled.",
      "To replace the secret without losing deliveries, use rotate-secret."
    })
final class UpdateEndpointCommand extends ChangeCommand {

  @Parameters(paramLabel = "ENDPOINT", description = "Its id or URL.")
  private String endpoint = "";

  @Option(
      names = "--new-url",
      paramLabel = "URL",
      description = "Where FullStory sends events from now on. This changes the endpoint's id.")
  private @Nullable String newUrl;

  @Option(
      names = "--event",
      split = ",",
      paramLabel = "EVENT[:SUBCATEGORY]",
      description = "An event to receive; several may be given, and replace the present ones.")
  private List<String> events = List.of();

  @ArgGroup private @Nullable SecretFileOption secret;

  @ArgGroup private @Nullable Switch enabled;

  private static final class Switch {

    @Option(names = "--enable", required = true, description = "Enable the endpoint.")
    private boolean enable;

    @Option(names = "--disable", required = true, description = "Disable the endpoint.")
    private boolean disable;
  }

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    if (newUrl == null && events.isEmpty() && secret == null && enabled == null) {
      throw wrongUse("Give at least one thing to change, such as --event or --disable");
    }
    String url = newUrl == null ? null : EndpointUrl.checked(this, "--new-url", newUrl);
    SortedSet<SubscribedEvent> subscriptions = SubscribedEvent.all(this, events);
    Endpoint before = client.find(endpoint);
    Wanted after =
        new Wanted(
            url == null ? before.url() : url,
            subscriptions.isEmpty() ? before.events() : subscriptions,
            enabled == null ? before.enabled() : enabled.enable && !enabled.disable);
    Update update =
        new Update(before, after, secret == null ? null : secret.value(this, isDryRun()));
    warnOf(update);
    if (update.differences().isEmpty()) {
      complain("Nothing to change: the endpoint is like that already.");
    }
    carryOut(client, update.differences().isEmpty() ? List.of() : List.of(update));
    return 0;
  }
}
