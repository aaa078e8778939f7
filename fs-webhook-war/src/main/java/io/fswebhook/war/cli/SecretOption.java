package io.fswebhook.war.cli;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.settings.SecretText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The secret, given directly or in a file; other users of the machine can see the former. */
final class SecretOption {

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description =
          "The signing secret. Visible to other users of this machine while the command runs.")
  private @Nullable String secret;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "A file that holds the signing secret.")
  private @Nullable Path file;

  String value(CliCommand command) {
    try {
      return file == null
          ? typed(command)
          : SecretText.checked("--secret-file", SecretText.ofFile("--secret-file", file));
    } catch (StartException e) {
      throw command.wrongUse(e.getMessage(), e);
    }
  }

  private String typed(CliCommand command) {
    if (secret == null || secret.isEmpty()) {
      throw command.wrongUse("The secret must not be empty");
    }
    return SecretText.checked("--secret", secret);
  }
}
