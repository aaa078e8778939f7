package io.fswebhook.war.cli.follow;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import io.fswebhook.war.cli.line.Terminal;
import io.fswebhook.war.cli.receiver.ReceiverOptions;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "tail",
    description = {
      "Shows what a receiver receives from now on, until Ctrl+C: time, id, event, organisation,"
          + " size.",
      "With --output json, each delivery is a line as the API has it."
    })
final class TailCommand extends CliCommand {

  private static final int LIMIT = 200;

  private final Consumer<Runnable> atShutdown;

  @Mixin private ReceiverOptions receiver = new ReceiverOptions();

  @Mixin private FeedOptions options = new FeedOptions();

  @Mixin private OutputOption output = new OutputOption();

  TailCommand(Consumer<Runnable> atShutdown) {
    this.atShutdown = atShutdown;
  }

  @Override
  public Integer call() throws InterruptedException {
    options.check(this);
    Feed feed = new Feed(receiver.client(this), options, LIMIT, null, new Outage(this, false));
    atShutdown.accept(out()::flush);
    try {
      follow(feed);
      return 0;
    } catch (IOException e) {
      complain(Printable.line(String.valueOf(e.getMessage())));
      return 1;
    }
  }

  /** Ends too when nobody reads the output any more, as with {@code head}. */
  private void follow(Feed feed) throws IOException, InterruptedException {
    Terminal terminal = terminal();
    long left = options.count();
    while (left > 0) {
      for (JsonObject delivery : feed.next()) {
        say(output.isJson() ? delivery : terminal.fitted(line(delivery)));
        left--;
        if (left == 0 || out().checkError()) {
          return;
        }
      }
    }
  }

  private static String line(JsonObject delivery) {
    return DeliveryLine.time(delivery) + "  " + DeliveryLine.of(delivery);
  }
}
