package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.text.Printable;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows an endpoint. FullStory never tells its secret.")
final class ShowEndpointCommand extends FullStoryCommand {

  @Parameters(paramLabel = "ENDPOINT", description = "Its id or URL.")
  private String endpoint = "";

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    Endpoint found = client.find(endpoint);
    if (isJson()) {
      say(found.toJson());
      return 0;
    }
    line("URL", found.url());
    line("Id", found.id());
    line("State", found.state());
    line("Created", found.created());
    line("Modified", found.modified());
    found.events().forEach(event -> line("Event", event.text()));
    return 0;
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      say(Printable.line(String.format(Locale.ROOT, "%-10s%s", name, value)));
    }
  }
}
