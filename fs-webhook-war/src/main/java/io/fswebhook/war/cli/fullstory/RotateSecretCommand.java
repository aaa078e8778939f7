package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.verify.SecretFingerprint;
import io.fswebhook.war.cli.receiver.ReceiverOptions;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rotate-secret",
    description = {
      "Replaces the secret of an endpoint, in FullStory and in the receiver, without rejecting a"
          + " delivery.",
      "Wherever it is interrupted, both secrets are accepted; run it again to go on."
    })
final class RotateSecretCommand extends FullStoryCommand {

  @Parameters(paramLabel = "ENDPOINT", description = "Its id or URL.")
  private String endpoint = "";

  @Option(
      names = "--secrets-file",
      required = true,
      paramLabel = "FILE",
      description = "The file that the receiver's setting fs.webhook.signing-secrets-file names.")
  private Path secretsFile = Path.of("");

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "A file that holds the new secret; by default, one is made.")
  private @Nullable Path newSecret;

  @Option(
      names = "--old",
      paramLabel = "ID",
      description = "Which secret of several is replaced, by the id that the receiver tells.")
  private @Nullable String old;

  @Option(
      names = "--state-file",
      paramLabel = "FILE",
      description = "Where the progress is kept; by default the secrets file with .rotation.")
  private @Nullable Path stateFile;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "PT15M",
      description = "How long to wait for a delivery; by default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--quiet-for",
      paramLabel = "DURATION",
      defaultValue = "PT1M",
      description =
          "How long no delivery must have been signed with the old secret; by default"
              + " ${DEFAULT-VALUE}.")
  private Duration quiet = Duration.ZERO;

  @Option(names = "--undo", description = "Go back to the old secret.")
  private boolean undo;

  @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
  private boolean dryRun;

  @Mixin private ReceiverOptions receiver = new ReceiverOptions();

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    try {
      return rotate(client);
    } catch (StartException e) { // a file that cannot be read
      throw wrongUse(e.getMessage(), e);
    }
  }

  private int rotate(FullStoryClient client) throws IOException, InterruptedException {
    Path progressFile = progressFile();
    SecretsFile secrets = new SecretsFile(secretsFile);
    Optional<RotationState> begun = RotationState.read(progressFile);
    Rotation rotation =
        new Rotation(
            secrets,
            progressFile,
            new SecretsOverApi(receiver.client(this)),
            client,
            new AwaitSecret(Waiting.inRealTime(), timeout, quiet),
            line -> complain(Printable.line(line)));
    if (begun.isPresent()) {
      return goOn(rotation, begun.get(), secrets, client);
    }
    if (undo) {
      complain(
          "There is nothing to undo: no rotation is in progress, by "
              + progressFile
              + ". After one, the old secret is not kept; to go back to it, rotate to it with"
              + " --secret-file.");
      return 1;
    }
    return begin(rotation, secrets, client);
  }

  private int begin(Rotation rotation, SecretsFile secrets, FullStoryClient client)
      throws IOException, InterruptedException {
    String retiring = retiring(secrets);
    Endpoint found = client.find(endpoint);
    if (!found.enabled()) {
      throw new IOException(
          "The endpoint is disabled, so no delivery would show that FullStory uses the new secret."
              + " Enable it first: fs-webhook endpoints update --enable");
    }
    String secret = newSecret == null ? NewSecret.make() : given(newSecret);
    String target = SecretFingerprint.of(secret);
    if (target.equals(retiring)) {
      throw wrongUse("--secret-file holds the old secret");
    }
    if (dryRun) {
      print("planned", found.url(), newSecret == null ? "new" : target, retiring);
      return 0;
    }
    rotation.begin(found, secret, retiring);
    print("rotated", found.url(), target, retiring);
    return 0;
  }

  private int goOn(
      Rotation rotation, RotationState begun, SecretsFile secrets, FullStoryClient client)
      throws IOException, InterruptedException {
    requireSameEndpoint(begun, client);
    boolean isUndo = undo || begun.undo();
    RotationState last = undo && !begun.undo() ? begun.reversed() : begun;
    if (dryRun) {
      print("planned", begun.endpoint(), last.target(), last.retiring());
      return 0;
    }
    complain(isUndo ? "Going back." : "Going on with the rotation that was begun.");
    if (isUndo) {
      rotation.undo(begun);
    } else if (!rotation.isBegun(begun)) {
      return begin(rotation, secrets, client);
    } else {
      rotation.resume(begun);
    }
    print(isUndo ? "undone" : "rotated", begun.endpoint(), last.target(), last.retiring());
    return 0;
  }

  private void requireSameEndpoint(RotationState begun, FullStoryClient client)
      throws IOException, InterruptedException {
    String url = endpoint.equals(begun.endpoint()) ? endpoint : client.find(endpoint).url();
    if (!url.equals(begun.endpoint())) {
      throw new IOException(
          "Another rotation is in progress, of "
              + Printable.line(begun.endpoint())
              + ": finish it first, or --undo it.");
    }
  }

  private String retiring(SecretsFile secrets) {
    List<String> ids = secrets.ids();
    if (old != null) {
      if (!ids.contains(old)) {
        throw wrongUse("--old must be one of " + String.join(", ", ids) + ", was " + old);
      }
      return old;
    }
    String given = newSecret == null ? "" : SecretFingerprint.of(given(newSecret));
    List<String> others = ids.stream().filter(id -> !id.equals(given)).toList();
    if (others.size() != 1) {
      throw wrongUse(
          secretsFile
              + " contains several secrets: say by --old which one this endpoint has, of "
              + String.join(", ", others));
    }
    return others.get(0);
  }

  private static String given(Path file) {
    return SecretFileOption.read("--secret-file", file);
  }

  private Path progressFile() {
    return stateFile == null
        ? secretsFile.resolveSibling(secretsFile.getFileName() + ".rotation")
        : stateFile;
  }

  private void print(String status, String url, String target, String retiring) {
    if (isJson()) {
      say(
          Json.createObjectBuilder()
              .add("status", status)
              .add("endpoint", url)
              .add("secret", target)
              .add("removed", retiring)
              .build());
    } else {
      say(Printable.line(status + " " + url + ": secret " + target + " in place of " + retiring));
    }
  }
}
