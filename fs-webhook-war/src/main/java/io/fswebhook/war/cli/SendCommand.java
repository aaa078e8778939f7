package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.RedactedUrl;
import io.fswebhook.core.verify.OrganisationId;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "send",
    description = "Signs and sends events to a receiver, and prints the responses.",
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {

  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();

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
      description = "How many to send, one after the other; by default ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "The maximum per second; by default unlimited.")
  private @Nullable Double rate;

  @Parameters(
      paramLabel = "EVENT|FILE",
      description =
          "The name of an event, sent with a fresh id and time, or a file, sent unchanged.")
  private String what = "";

  /** The last lines of the help: what can be sent by its name. */
  static String[] footer() {
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
    Supplier<byte[]> bodies = bodies();
    SignedPost post = new SignedPost(url, new WebhookSigner(secret.value(spec), org));
    Map<Integer, Integer> countByStatus = new TreeMap<>();
    long start = System.nanoTime();
    boolean complete = sendAll(bodies, post, countByStatus, start);
    if (count > 1) {
      out().println(summary(countByStatus, System.nanoTime() - start));
    }
    return complete && countByStatus.keySet().stream().allMatch(status -> status == 200) ? 0 : 1;
  }

  private boolean sendAll(
      Supplier<byte[]> bodies, SignedPost post, Map<Integer, Integer> countByStatus, long start)
      throws InterruptedException {
    for (int i = 0; i < count; i++) {
      waitForTurn(i, start);
      try {
        Answer answer = post.send(bodies.get());
        countByStatus.merge(answer.httpStatus(), 1, Integer::sum);
        out().println(answer.line());
      } catch (IOException e) {
        spec.commandLine().getErr().println(Printable.line(String.valueOf(e.getMessage())));
        return false;
      }
    }
    return true;
  }

  private void waitForTurn(int index, long start) throws InterruptedException {
    if (rate != null) {
      long due = start + (long) (index / rate * TimeUnit.SECONDS.toNanos(1));
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    }
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
    } catch (IOException | InvalidPathException e) {
      throw wrong(
          what
              + " is neither an event ("
              + String.join(", ", EventCatalogue.names())
              + ") nor a file that can be read");
    }
  }

  private void check() {
    if (count < 1) {
      throw wrong("--count must be >= 1, was " + count);
    }
    if (rate != null && !(rate > 0)) { // so that NaN is none
      throw wrong("--rate must be > 0, was " + rate);
    }
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null) {
      throw wrong(
          "--url must be a whole http or https address, was " + RedactedUrl.of(url.toString()));
    }
    if (url.getPort() > MAX_PORT) {
      throw wrong(
          "--url must have a port up to " + MAX_PORT + ", was " + RedactedUrl.of(url.toString()));
    }
    if (!OrganisationId.isValid(org)) {
      throw wrong("--org must be " + OrganisationId.RULE + ", was " + org);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static String summary(Map<Integer, Integer> countByStatus, long nanos) {
    int answers = countByStatus.values().stream().mapToInt(Integer::intValue).sum();
    String statuses =
        countByStatus.entrySet().stream()
            .map(entry -> ", " + entry.getValue() + " with " + entry.getKey())
            .collect(Collectors.joining());
    double seconds = nanos / 1e9;
    return String.format(
        Locale.ROOT,
        "%d answered%s; %.1f s, %.0f a second",
        answers,
        statuses,
        seconds,
        answers / seconds);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
