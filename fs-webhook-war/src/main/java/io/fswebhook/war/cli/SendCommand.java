package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import io.fswebhook.core.text.NearestName;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.text.RedactedUrl;
import io.fswebhook.core.verify.OrganisationId;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.HttpCalls;
import io.fswebhook.war.cli.line.OutputOption;
import io.fswebhook.war.cli.line.ProgressLine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "send",
    description = "Signs and sends events to a receiver, and prints the responses.",
    modelTransformer = SendCommand.EventsInHelp.class)
final class SendCommand extends CliCommand {

  private static final int MAX_PORT = 65_535;
  private static final int MAX_COUNT = 10_000_000;
  private static final int MAX_CONCURRENCY = 256;
  private static final int UNAUTHORIZED = 401;
  private static final String WEBHOOK = "/webhook";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private SecretOption secret = new SecretOption();

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080/webhook",
      description = "The URL to send to; by default ${DEFAULT-VALUE}.")
  private URI url = URI.create("");

  @Option(
      names = "--org",
      paramLabel = "ORG",
      defaultValue = "ORG1",
      description = "The organization to sign as; by default ${DEFAULT-VALUE}.")
  private String org = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many to send; by default ${DEFAULT-VALUE}. Of several, a summary is printed.")
  private int count;

  @Option(
      names = "--concurrency",
      paramLabel = "C",
      defaultValue = "1",
      description = "How many to send at the same time; by default ${DEFAULT-VALUE}.")
  private int concurrency;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "The maximum per second; by default unlimited.")
  private @Nullable Double rate;

  @Option(names = "--quiet", description = "Print nothing but errors.")
  private boolean quiet;

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "EVENT|FILE",
      description =
          "The name of an event, sent with a fresh id and time, or a file, sent unchanged.")
  private String what = "";

  /** Ends the help with the events that can be sent by name. */
  static final class EventsInHelp implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec send) {
      send.usageMessage().footer(footer());
      return send;
    }
  }

  private static String[] footer() {
    Stream<String> events =
        EventCatalogue.all().stream()
            .map(
                event ->
                    String.format(Locale.ROOT, "  %-24s  %s", event.name(), event.description()));
    return Stream.concat(Stream.of("", "Events:"), events).toArray(String[]::new);
  }

  @Override
  public Integer call() throws InterruptedException {
    check();
    ProgressLine progress =
        new ProgressLine(err(), count > 1 && !quiet && ProgressLine.isTerminal());
    SendResults results = new SendResults(count, rate, progress::show);
    SignedPost post = new SignedPost(url, new WebhookSigner(secret.value(this), org));
    Exception failure = new SendEvents(post, bodies(), count, concurrency, rate, results).run();
    progress.clear();
    print(results);
    if (failure != null) {
      complain(Printable.line(String.valueOf(failure.getMessage())));
    }
    explain(results);
    return results.allAccepted() ? 0 : 1;
  }

  private void print(SendResults results) {
    if (output.isJson()) {
      say(results.json());
    } else if (!quiet) {
      results.answers().forEach(this::say);
      if (count > 1) {
        say(results.line());
      }
    }
  }

  /** Advice on failures. */
  private void explain(SendResults results) {
    if (results.has(UNAUTHORIZED)) {
      complain(
          "The receiver answers 401 to every bad signature alike. It names the reason in its log"
              + " and, with what would make it valid, in its console: "
              + rejectionsPage());
    }
    if (!results.rateReached()) {
      complain(
          String.format(
              Locale.ROOT,
              "The rate of %s a second was not reached: it was %.0f. Answers take longer than"
                  + " that rate allows with --concurrency %d; try a higher one.",
              Printable.line(rate + "").replaceFirst("\\.0$", ""),
              results.perSecond(),
              concurrency));
    }
  }

  private String rejectionsPage() {
    String shown = RedactedUrl.of(url.toString());
    return shown.endsWith(WEBHOOK)
        ? shown.substring(0, shown.length() - WEBHOOK.length()) + "/console/#/rejections"
        : "/console/#/rejections";
  }

  private Supplier<byte[]> bodies() {
    Optional<EventType> event = EventCatalogue.find(what);
    if (event.isPresent()) {
      return () -> event.get().sample(Instant.now());
    }
    byte[] content = content();
    return () -> content;
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(Path.of(what));
    } catch (NoSuchFileException | InvalidPathException e) {
      throw wrongUse(
          what
              + " is neither an event nor a file."
              + NearestName.typo(what, EventCatalogue.names())
                  .map(event -> " Did you mean " + event + "?")
                  .orElse("")
              + " The events are "
              + String.join(", ", EventCatalogue.names())
              + ".");
    } catch (IOException e) {
      throw wrongUse(what + " cannot be read: " + Reasons.of(e));
    }
  }

  private void check() {
    checkRange("--count", count, MAX_COUNT);
    checkRange("--concurrency", concurrency, MAX_CONCURRENCY);
    if (rate != null && !(rate > 0)) { // so that NaN is none
      throw wrongUse("--rate must be > 0, was " + rate);
    }
    if (!HttpCalls.isWhole(url)) {
      throw wrongUse(
          "--url must be a whole http or https address, was " + RedactedUrl.of(url.toString()));
    }
    if (url.getPort() > MAX_PORT) {
      throw wrongUse(
          "--url must have a port up to " + MAX_PORT + ", was " + RedactedUrl.of(url.toString()));
    }
    if (!OrganisationId.isValid(org)) {
      throw wrongUse("--org must be " + OrganisationId.RULE + ", was " + org);
    }
  }

  private void checkRange(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw wrongUse(option + " must be from 1 to " + most + ", was " + value);
    }
  }
}
