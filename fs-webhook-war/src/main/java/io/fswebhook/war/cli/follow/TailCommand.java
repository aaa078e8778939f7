package io.fswebhook.war.cli.follow;

import io.fswebhook.war.cli.line.Terminal;
import io.fswebhook.war.cli.receiver.ReceiverClient;
import io.fswebhook.war.cli.receiver.ReceiverCommand;
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
final class TailCommand extends ReceiverCommand {

  private static final int LIMIT = 200;

  private final Consumer<Runnable> atShutdown;

  @Mixin private FeedOptions options = new FeedOptions();

  TailCommand(Consumer<Runnable> atShutdown) {
    this.atShutdown = atShutdown;
  }

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    options.check(this);
    Feed feed = options.feed(this, client, LIMIT, null, new Outage(this, false));
    atShutdown.accept(out()::flush);
    follow(feed);
    return 0;
  }

  /** Ends too when nobody reads the output any more, as with {@code head}. */
  private void follow(Feed feed) throws IOException, InterruptedException {
    Terminal terminal = terminal();
    long left = options.count();
    while (left > 0) {
      for (JsonObject delivery : feed.next()) {
        if (isJson()) {
          say(delivery);
        } else {
          say(terminal.fitted(line(delivery)));
        }
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
