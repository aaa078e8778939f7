package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.settings.SecretText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The signing secret of an endpoint: only ever in a file, which other users cannot read. */
final class SecretFileOption {

  @Option(
      names = "--secret-file",
      required = true,
      paramLabel = "FILE",
      description = "A file that holds the signing secret.")
  private @Nullable Path file;

  @Option(
      names = "--new-secret-file",
      required = true,
      paramLabel = "FILE",
      description = "Make a secret, and the file that holds it.")
  private @Nullable Path newFile;

  /** The secret; with a dry run, none is made. */
  String value(CliCommand command, boolean dryRun) {
    if (newFile != null) {
      return dryRun ? "" : make(command, newFile);
    }
    try {
      return read("--secret-file", file == null ? Path.of("") : file);
    } catch (StartException e) {
      throw command.wrongUse(e.getMessage(), e);
    }
  }

  /**
   * The secret in a file.
   *
   * @param name of what names the file
   */
  static String read(String name, Path file) {
    String secret = SecretText.checked(name, SecretText.ofFile(name, file));
    if (secret.indexOf(',') >= 0) {
      throw new StartException(
          name
              + " names "
              + file
              + ", which must contain a single secret without a comma, since a receiver separates"
              + " secrets by commas");
    }
    return secret;
  }

  private static String make(CliCommand command, Path newFile) {
    try {
      String secret = NewSecret.make();
      PrivateFile.create(newFile, secret + "\n");
      return secret;
    } catch (FileAlreadyExistsException e) {
      throw command.wrongUse(
          "--new-secret-file names " + newFile + ", which exists: send it with --secret-file", e);
    } catch (IOException e) {
      throw command.wrongUse(
          "--new-secret-file names " + newFile + ", which cannot be made: " + Reasons.of(e), e);
    }
  }
}
