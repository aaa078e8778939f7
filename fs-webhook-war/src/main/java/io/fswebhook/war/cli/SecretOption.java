package io.fswebhook.war.cli;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.settings.SecretText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The secret, typed or in a file; every user of the machine can see a typed one. */
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

  String value(CommandSpec spec) {
    try {
      return file == null
          ? typed(spec)
          : SecretText.checked("--secret-file", SecretText.ofFile("--secret-file", file));
    } catch (StartException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String typed(CommandSpec spec) {
    if (secret == null || secret.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "The secret must not be empty");
    }
    return SecretText.checked("--secret", secret);
  }
}
