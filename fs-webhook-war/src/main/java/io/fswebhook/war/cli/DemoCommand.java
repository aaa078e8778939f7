package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import io.fswebhook.war.settings.SettingsLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Shows the path of an event end to end; no configuration needed.",
      "Starts a receiver with the sample plugins in a temporary folder, sends it one signed event",
      "of each kind, prints what the handlers did, and runs until it is stopped. The folder",
      "is deleted then."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  /** What ChatAlert subscribes to. */
  private static final Set<String> CHATTED =
      Set.of("segment.trend.alert", "metric.alert", "note.created");

  private final Host host;

  @Spec private CommandSpec spec = CommandSpec.create();

  DemoCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoHandlers handlers = DemoHandlers.watch(out());
    DemoHome home = DemoHome.create(host, handlers.settings());
    RunningServer server =
        RunningServer.start(
            SettingsLoader.load(home.overrides(), home.path()), host.droppedLogRecords());
    host.atShutdown()
        .accept(
            () -> {
              server.close();
              handlers.close();
            });
    introduce(server.uri(), home);
    sendOneOfEach(server.uri(), home, handlers);
    sayWhatIsNext(server.uri(), home);
    handlers.follow();
    new CountDownLatch(1).await();
    return 0;
  }

  private void introduce(URI receiver, DemoHome home) {
    out().println("The receiver listens on " + receiver + ", with all it has in " + home.path());
    if (receiver.getPort() != DemoHome.USUAL_PORT) {
      out().println("(Port " + DemoHome.USUAL_PORT + " is taken, so it took a free one.)");
    }
    out()
        .println("It is sent one signed event of each kind, and three sample plugins handle them:");
    out().println();
  }

  private void sendOneOfEach(URI receiver, DemoHome home, DemoHandlers handlers)
      throws IOException, InterruptedException {
    SignedPost post =
        new SignedPost(receiver.resolve("/webhook"), new WebhookSigner(home.secret(), "ORG1"));
    for (EventType event : EventCatalogue.all()) {
      out().println(event.name());
      Answer answer = post.send(event.sample(Instant.now()));
      out().println("  answered: " + answer.line());
      if (!answer.isAccepted()) {
        continue;
      }
      out().println("  " + handlers.next(DemoHandlers.LOGGING));
      out().println("  " + handlers.next(DemoHandlers.FORWARD));
      if (CHATTED.contains(event.name())) {
        out().println("  " + handlers.next(DemoHandlers.CHAT));
      }
    }
  }

  private void sayWhatIsNext(URI receiver, DemoHome home) throws IOException {
    out().println();
    out().println("Press Ctrl+C to stop it and delete its folder.");
    out().println("  console      " + receiver.resolve("/console/"));
    out().println("  its token    " + home.adminToken());
    out().println("  health       " + receiver.resolve("/health/ready"));
    out().println("  metrics      " + receiver.resolve("/metrics") + " (with that token)");
    out().println("Send it another one:");
    out()
        .println(
            "  java -jar "
                + shortest(host.war())
                + " send note.created --url "
                + receiver.resolve("/webhook")
                + " --secret "
                + home.secret());
    out().println();
    out().flush();
  }

  /** As it would be typed here. */
  private static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
