package io.fswebhook.war.cli.follow;

import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.RedactedUrl;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.HttpCalls;
import io.fswebhook.war.cli.line.OutputOption;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.Terminal;
import io.fswebhook.war.cli.receiver.ApiPath;
import io.fswebhook.war.cli.receiver.ReceiverClient;
import io.fswebhook.war.cli.receiver.ReceiverOptions;
import io.fswebhook.war.cli.receiver.ReceiverProblem;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "listen",
    description = {
      "Posts each delivery that a receiver receives to a program on this machine, unchanged and"
          + " with its signature, and shows the answer, until Ctrl+C.",
      "Deliveries wait while the program or the receiver is away. Started again, it goes on where"
          + " it ended. The token must be an operator's."
    })
final class ListenCommand extends CliCommand implements Forwarding.Report {

  private static final int LIMIT = 50;

  private final Consumer<Runnable> atShutdown;

  @Mixin private ReceiverOptions receiver = new ReceiverOptions();

  @Option(
      names = "--forward",
      required = true,
      paramLabel = "URL",
      description = "Where to post deliveries, such as http://localhost:3000/webhook.")
  private URI forward = URI.create("");

  @Mixin private FeedOptions options = new FeedOptions();

  @Option(
      names = "--place",
      paramLabel = "FILE",
      description = {
        "Where to note how far it came; by default a file for this receiver, --forward and filter"
            + " in $XDG_STATE_HOME/fs-webhook, or ~/.local/state/fs-webhook.",
        "--from begins elsewhere: --from now with what arrives from now on."
      })
  private @Nullable Path file;

  @Mixin private OutputOption output = new OutputOption();

  private Terminal terminal = Terminal.NONE;
  private boolean goesOn;
  private boolean allAccepted = true;

  ListenCommand(Consumer<Runnable> atShutdown) {
    this.atShutdown = atShutdown;
  }

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() throws IOException, InterruptedException {
    options.check(this);
    checkForward();
    ReceiverClient client = receiver.client(this);
    PlaceFile places = places();
    atShutdown.accept(out()::flush);
    try (PlaceLock lock = lock(places)) {
      run(forwarding(client, place(places)));
      return allAccepted ? 0 : 1;
    } catch (FileSystemException e) {
      throw e; // about the file with the place
    } catch (ReceiverProblem e) {
      complain(Printable.line(String.valueOf(e.getMessage())));
      return e.isWrongUse() ? ExitCode.USAGE : ExitCode.SOFTWARE;
    } catch (IOException e) {
      complain(Printable.line(String.valueOf(e.getMessage())));
      return 1;
    }
  }

  private void checkForward() {
    if (!HttpCalls.isWhole(forward)) {
      throw wrongUse(
          "--forward must be a whole http or https address, such as"
              + " http://localhost:3000/webhook, was "
              + RedactedUrl.of(forward.toString()));
    }
  }

  private PlaceFile places() {
    return file == null
        ? PlaceFile.of(List.of(receiver.url(), forward.toString(), filter()))
        : new PlaceFile(file);
  }

  private PlaceLock lock(PlaceFile places) throws IOException {
    return PlaceLock.of(places)
        .orElseThrow(
            () ->
                wrongUse(
                    "Another listen notes its place in "
                        + places.file()
                        + ". End it, or give this one a file of its own by --place"));
  }

  private Place place(PlaceFile places) throws IOException {
    return options.hasBeginning() ? Place.none(places) : Place.read(places);
  }

  private String filter() {
    return ApiPath.with("", options.filter(this));
  }

  private Forwarding forwarding(ReceiverClient client, Place place) {
    String cursor = place.cursor();
    goesOn = cursor != null;
    Outage outage = new Outage(this, goesOn);
    Feed feed = options.feed(this, client, LIMIT, cursor, outage);
    Forward target = new Forward(forward, new Outage(this, true));
    return new Forwarding(client, outage, feed, place, target, this);
  }

  private void run(Forwarding forwarding) throws IOException, InterruptedException {
    terminal = terminal();
    forwarding.open();
    complain(
        "Forwarding to "
            + RedactedUrl.of(forward.toString())
            + (goesOn
                ? ", from where it ended; with --from now, what arrived since is left out."
                : "."));
    forwarding.run(options.count());
  }

  @Override
  public void forwarded(JsonObject delivery, Forwarded answer) {
    allAccepted &= answer.isAccepted();
    if (output.isJson()) {
      say(answer.json(delivery));
      return;
    }
    Style style = answer.isAccepted() ? Style.PLAIN : Style.BAD;
    String line =
        DeliveryLine.time(delivery) + "  " + answer.line() + "  " + DeliveryLine.of(delivery);
    say(terminal.shown(terminal.fitted(line), style));
    answer.text().ifPresent(text -> say(terminal.fitted("          " + text)));
  }

  @Override
  public void unsigned(JsonObject delivery) {
    complain(
        "Delivery "
            + delivery.getString("id")
            + " was forwarded without a signature: it has none, or the secret that signed it was"
            + " removed from the receiver's settings.");
  }

  @Override
  public void deleted(JsonObject delivery) {
    complain("Delivery " + delivery.getString("id") + " has been deleted, and was not forwarded.");
  }
}
