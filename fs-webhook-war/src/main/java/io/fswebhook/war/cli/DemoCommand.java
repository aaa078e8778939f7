package io.fswebhook.war.cli;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.settings.Installation;
import io.fswebhook.war.settings.SettingsLoader;
import io.fswebhook.war.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Shows what happens to an event, also when something goes wrong; no configuration needed.",
      "Starts a receiver with the sample plugins in a temporary folder, sends it one signed event",
      "of each kind, one whose target fails and recovers, one that becomes a dead letter, a",
      "duplicate, a request that is rejected, a stream, and a minute of traffic. It prints what the",
      "handlers did and where to look, and runs until it is stopped. The folder is deleted then."
    })
final class DemoCommand extends CliCommand {

  private final Host host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; by default 8080, or any free one if that is taken.")
  private @Nullable Integer port;

  DemoCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    AtomicBoolean isStopping = new AtomicBoolean();
    DemoHandlers handlers = DemoHandlers.watch(out());
    DemoHome home = DemoHome.create(host, port, handlers.settings());
    RunningServer server =
        RunningServer.start(
            SettingsLoader.load(home.overrides(), Installation.in(home.path())),
            host.droppedLogRecords(),
            Telemetry.NONE);
    host.atShutdown()
        .accept(
            () -> {
              isStopping.set(true);
              server.close();
              handlers.close();
            });
    server.openApplication();
    try {
      lead(server.uri(), home, handlers, isStopping);
    } catch (IOException e) {
      if (!isStopping.get()) { // else it was stopped on its way
        throw e;
      }
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private void lead(URI receiver, DemoHome home, DemoHandlers handlers, AtomicBoolean isStopping)
      throws IOException, InterruptedException {
    introduce(receiver, home);
    new DemoTour(out(), handlers, receiver, home.secret(), home.adminToken()).show();
    sayWhatIsNext(receiver, home);
    handlers.follow();
    String traffic = new DemoTraffic(webhook(receiver), home.secret()).run();
    if (!isStopping.get()) {
      say("The minute of traffic is over: " + traffic);
      out().flush();
    }
  }

  private void introduce(URI receiver, DemoHome home) throws IOException {
    say("The receiver listens on " + receiver + ", with all it has in " + home.path());
    if (port == null && receiver.getPort() != DemoHome.USUAL_PORT) {
      say("(Port " + DemoHome.USUAL_PORT + " is taken, so it took a free one.)");
    }
    say("Open the console, and log in with the token:");
    say("  console      " + receiver.resolve("/console/"));
    say("  its token    " + home.adminToken());
    say("");
    out().flush();
  }

  private void sayWhatIsNext(URI receiver, DemoHome home) {
    say(
        "7. Traffic: for "
            + DemoTraffic.LENGTH.toSeconds()
            + " seconds, ten events a second arrive, and one in "
            + DemoTraffic.FAILS_EACH
            + " fails once.");
    say("  See " + receiver.resolve("/console/#/overview"));
    say("");
    say("Press Ctrl+C to stop it and delete its folder. It also has:");
    say("  health       " + receiver.resolve("/health/ready"));
    say("  metrics      " + receiver.resolve("/metrics") + " (with the token)");
    say("Send it another one:");
    say(
        "  "
            + host.typed()
            + " send note.created --url "
            + webhook(receiver)
            + " --secret "
            + home.secret());
    say("With another secret, it is rejected, and the console says why.");
    say("");
    out().flush();
  }

  private static URI webhook(URI receiver) {
    return receiver.resolve("/webhook");
  }
}
