package io.fswebhook.war.cli;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.explain.Explainer;
import io.fswebhook.core.explain.RejectedRequest;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.VerifiedRequest;
import io.fswebhook.core.verify.Verifier;
import io.fswebhook.core.verify.VerifySettings;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = "Checks whether a signed body would be accepted, and why not.")
final class VerifyCommand extends CliCommand {

  private static final Duration MAX_AGE = Duration.ofHours(24);
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);

  /** A whole header line; a signature itself has no space after its first colon. */
  private static final Pattern HEADER_LINE = Pattern.compile("([A-Za-z0-9-]{1,100}): +(.*)");

  @ArgGroup(exclusive = true, multiplicity = "1")
  private SecretOption secret = new SecretOption();

  @Option(
      names = "--signature",
      required = true,
      paramLabel = "VALUE",
      description = {
        "The value of the signature header, such as 'o:ORG1,t:1577836800,v:...',",
        "or the whole header, such as 'X-Signature: o:ORG1,...'."
      })
  private String signature = "";

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      description = "One of ${COMPLETION-CANDIDATES}; by default fullstory.")
  private SignatureScheme scheme = SignatureScheme.FULLSTORY;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When it arrived, such as 2026-01-31T12:00:00Z; by default now.")
  private @Nullable Instant at;

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "FILE", description = "The body, byte for byte as it arrived.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    VerifySettings settings = settings();
    RawRequest request = request();
    try {
      VerifiedRequest verified = new Verifier(settings).verify(request);
      WebhookEvent event = new EventParser().parse(verified).event();
      print(new Verdict(null, null, description(verified, event), List.of()));
      return 0;
    } catch (RejectedException e) {
      String reason = e.reason().code();
      print(new Verdict(e.code(), reason, text(e), findings(settings, request, reason)));
    } catch (MalformedPayloadException e) {
      print(new Verdict(e.code(), null, text(e), findings(settings, request, e.code())));
    }
    return 1;
  }

  private static String text(RefusedException refusal) {
    return String.valueOf(refusal.getMessage());
  }

  /** The same as in the console. */
  private static List<Finding> findings(
      VerifySettings settings, RawRequest request, String reason) {
    return new Explainer(settings, Map.of(), List.of())
        .explain(RejectedRequest.of(request, settings.headers(), Map.of(), reason));
  }

  private void print(Verdict verdict) {
    if (output.isJson()) {
      say(OutputOption.json(verdict));
    } else {
      verdict.lines().forEach(line -> say(Printable.line(line)));
    }
  }

  private VerifySettings settings() {
    return new VerifySettings(
        List.of(secret.value(this)),
        Map.of(),
        VerifySettings.DEFAULT_HEADERS,
        scheme,
        MAX_AGE,
        MAX_SKEW);
  }

  private RawRequest request() {
    Matcher line = HEADER_LINE.matcher(signature);
    String header = line.matches() ? line.group(1) : WebhookSigner.HEADER;
    String value = line.matches() ? line.group(2) : signature;
    return new RawRequest(
        name -> header.equalsIgnoreCase(name) ? List.of(value) : List.of(),
        body(),
        at == null ? Instant.now() : at,
        "local");
  }

  private byte[] body() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw wrongUse("FILE is " + file + ", which cannot be read: " + Reasons.of(e), e);
    }
  }

  private static String description(VerifiedRequest verified, WebhookEvent event) {
    String what = event.eventName() + " version " + event.version();
    if (verified.orgId() == null) {
      return what;
    }
    return what + " of organisation " + verified.orgId() + ", signed at " + verified.signedAt();
  }

  /**
   * The result. Public for JSON-B.
   *
   * @param code null if it is accepted
   * @param detail the event, or what is wrong
   */
  public record Verdict(
      boolean accepted,
      @Nullable String code,
      @Nullable String reason,
      String detail,
      List<Finding> findings) {

    Verdict(@Nullable String code, @Nullable String reason, String detail, List<Finding> findings) {
      this(code == null, code, reason, detail, findings);
    }

    Stream<String> lines() {
      if (accepted) {
        return Stream.of("accepted: " + detail);
      }
      String first = code + (reason == null ? "" : " (" + reason + ")") + ": " + detail;
      return Stream.concat(
          Stream.of(first), findings.stream().map(finding -> "  " + finding.sentence()));
    }
  }
}
