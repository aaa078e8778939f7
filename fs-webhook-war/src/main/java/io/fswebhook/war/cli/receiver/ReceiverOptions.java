package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Reasons;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which receiver a command talks to, and with which token. */
public final class ReceiverOptions {

  private static final String TOKEN = "FS_WEBHOOK_TOKEN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:FS_WEBHOOK_URL:-http://127.0.0.1:8080}",
      description = "Where the receiver is; by default FS_WEBHOOK_URL, or http://127.0.0.1:8080.")
  private URI url = URI.create("");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file that holds the token; by default it is in FS_WEBHOOK_TOKEN.")
  private @Nullable Path file;

  /** As given; it may hold a password. */
  public String url() {
    return url.toString();
  }

  public ReceiverClient client(CliCommand command) {
    if (!HttpCalls.isWhole(url) || url.getRawQuery() != null) {
      throw command.wrongUse(
          "--url must be a whole http or https address, such as https://host/fs-webhook, was "
              + url);
    }
    String token = token(command);
    if (!token.matches("[!-~]+")) {
      throw command.wrongUse("The token must be visible ASCII characters without a space");
    }
    return new ReceiverClient(url, token);
  }

  private String token(CliCommand command) {
    if (file == null) {
      String token = System.getenv(TOKEN);
      if (token == null) {
        throw command.wrongUse("Give a token by --token-file or in " + TOKEN);
      }
      return token.strip();
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw command.wrongUse(
          "--token-file names " + file + ", which cannot be read: " + Reasons.of(e), e);
    }
  }
}
