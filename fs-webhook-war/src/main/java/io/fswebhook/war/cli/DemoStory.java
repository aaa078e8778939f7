package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import io.fswebhook.core.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What the demo does and prints, from top to bottom. */
final class DemoStory {

  private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(10);

  /** What ChatAlert subscribes to. */
  private static final Set<String> CHATTED =
      Set.of("segment.trend.alert", "metric.alert", "note.created");

  private final PrintWriter out;
  private final HandlerLines lines;
  private final DemoHome home;
  private final Path war;
  private final URI receiver;

  DemoStory(PrintWriter out, HandlerLines lines, DemoHome home, Path war, URI receiver) {
    this.out = out;
    this.lines = lines;
    this.home = home;
    this.war = war;
    this.receiver = receiver;
  }

  void tell() throws IOException, InterruptedException {
    introduce();
    SignedPost post =
        new SignedPost(receiver.resolve("/webhook"), new WebhookSigner(home.secret(), "ORG1"));
    for (EventType event : EventCatalogue.all()) {
      out.println(event.name());
      Answer answer = post.send(event.sample(Instant.now()));
      out.println("  answered: " + answer.line());
      if (!answer.isAccepted()) {
        continue;
      }
      printHandling(HandlerLines.LOGGING);
      printHandling(HandlerLines.FORWARD);
      if (CHATTED.contains(event.name())) {
        printHandling(HandlerLines.CHAT);
      }
    }
    sayWhatIsNext();
  }

  private void introduce() {
    out.println("The receiver listens on " + receiver + ", with all it has in " + home.path());
    if (receiver.getPort() != DemoHome.USUAL_PORT) {
      out.println("(Port " + DemoHome.USUAL_PORT + " is taken, so it took a free one.)");
    }
    out.println("It is sent one signed event of each kind, and three sample plugins handle them:");
    out.println();
  }

  private void printHandling(String handler) throws InterruptedException {
    String line =
        lines
            .next(handler, HANDLER_TIMEOUT)
            .orElse("nothing within " + HANDLER_TIMEOUT.toSeconds() + " s");
    out.println("  " + handler + ": " + Printable.line(line));
  }

  private void sayWhatIsNext() throws IOException {
    out.println();
    out.println("It stays up until you press Ctrl+C; its folder is deleted then.");
    out.println("  console      " + receiver.resolve("/console/"));
    out.println("  its token    " + home.adminToken());
    out.println("  health       " + receiver.resolve("/health/ready"));
    out.println("  metrics      " + receiver.resolve("/metrics") + " (with that token)");
    out.println("Send it another one:");
    out.println(
        "  java -jar "
            + shortest(war)
            + " send note.created --url "
            + receiver.resolve("/webhook")
            + " --secret "
            + home.secret());
    out.println();
    out.flush();
  }

  /** As it would be typed here. */
  private static Path shortest(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
