package io.fswebhook.war.cli;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.SignatureRejectedException;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.VerifiedRequest;
import io.fswebhook.core.verify.Verifier;
import io.fswebhook.core.verify.VerifySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = "Checks whether a signed body would be accepted, and why not.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  private static final Duration MAX_AGE = Duration.ofHours(24);
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private SecretOption secret = new SecretOption();

  @Option(
      names = "--signature",
      required = true,
      paramLabel = "VALUE",
      description = "The value of the signature header, such as 'o:ORG1,t:1577836800,v:...'.")
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

  @Parameters(paramLabel = "FILE", description = "The body, byte for byte as it arrived.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      VerifiedRequest verified = new Verifier(settings()).verify(request());
      WebhookEvent event = new EventParser().parse(verified).event();
      out.println(Printable.line("accepted: " + description(verified, event)));
      return 0;
    } catch (SignatureRejectedException e) {
      out.println(Printable.line(e.code() + " (" + e.reason().code() + "): " + e.getMessage()));
    } catch (MalformedPayloadException e) {
      out.println(Printable.line(e.code() + ": " + e.getMessage()));
    }
    return 1;
  }

  private VerifySettings settings() {
    return new VerifySettings(
        List.of(secret.value(spec)),
        Map.of(),
        List.of(WebhookSigner.HEADER),
        scheme,
        MAX_AGE,
        MAX_SKEW);
  }

  private RawRequest request() {
    return new RawRequest(
        name -> WebhookSigner.HEADER.equalsIgnoreCase(name) ? List.of(signature) : List.of(),
        body(),
        at == null ? Instant.now() : at,
        "local");
  }

  private byte[] body() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "FILE cannot be read: " + e, e);
    }
  }

  private static String description(VerifiedRequest verified, WebhookEvent event) {
    String what = event.eventName() + " version " + event.version();
    if (verified.orgId() == null) {
      return what;
    }
    return what + " of organisation " + verified.orgId() + ", signed at " + verified.signedAt();
  }
}
