package io.fswebhook.war.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The secret, typed or in a file; a typed one is seen by every user of the machine. */
final class SecretOption {

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "The signing secret. Others on this machine can see it while this runs.")
  private @Nullable String secret;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "A file that holds the signing secret.")
  private @Nullable Path file;

  String value(CommandSpec spec) {
    String value = secret != null ? secret : content(spec);
    if (value.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "The secret must not be empty");
    }
    return value;
  }

  /** Without the line end that editors put at the end. */
  private String content(CommandSpec spec) {
    if (file == null) {
      return "";
    }
    try {
      String content = Files.readString(file).replaceFirst("\\R\\z", "");
      if (content.indexOf('\n') >= 0 || content.indexOf('\r') >= 0) {
        throw new ParameterException(
            spec.commandLine(), "--secret-file must hold a single line: " + file);
      }
      return content;
    } catch (CharacterCodingException e) {
      throw new ParameterException(spec.commandLine(), "--secret-file is not UTF-8: " + file, e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--secret-file cannot be read: " + e.getMessage(), e);
    }
  }
}
