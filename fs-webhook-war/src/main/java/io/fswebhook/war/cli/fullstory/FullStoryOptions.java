package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.RedactedUrl;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.settings.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where FullStory's API is, and with which key it is called. */
final class FullStoryOptions {

  private static final String KEY = "FS_WEBHOOK_FULLSTORY_API_KEY";

  /** The key may travel there without TLS. */
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  @Option(
      names = "--fullstory-url",
      paramLabel = "URL",
      defaultValue = "${env:FS_WEBHOOK_FULLSTORY_URL:-https://api.fullstory.com}",
      description =
          "Where FullStory's API is; by default FS_WEBHOOK_FULLSTORY_URL, or"
              + " https://api.fullstory.com.")
  private URI url = URI.create("");

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "A file that holds the API key of an administrator or architect; by default the key is"
              + " in FS_WEBHOOK_FULLSTORY_API_KEY.")
  private @Nullable Path file;

  FullStoryClient client(CliCommand command) {
    requireProtected(command);
    String key = key(command);
    if (!key.matches("[!-~]+")) {
      throw command.wrongUse(
          "The API key must be visible ASCII characters without a space, as FullStory issued it,"
              + " without the word Basic");
    }
    return new FullStoryClient(FullStoryCalls.to(url, key, command.err()::println));
  }

  private void requireProtected(CliCommand command) {
    boolean isWhole =
        ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
            && url.getHost() != null
            && url.getRawQuery() == null
            && url.getRawUserInfo() == null;
    if (!isWhole) {
      throw command.wrongUse(
          "--fullstory-url must be a whole https address such as https://api.fullstory.com, was "
              + RedactedUrl.of(url.toString()));
    }
    if ("http".equals(url.getScheme()) && !THIS_MACHINE.contains(url.getHost())) {
      throw command.wrongUse(
          "--fullstory-url must be https, since anyone on the way could read the API key, was "
              + RedactedUrl.of(url.toString()));
    }
  }

  private String key(CliCommand command) {
    if (file == null) {
      String key = System.getenv(KEY);
      if (key == null || key.isBlank()) {
        throw command.wrongUse(
            "Give FullStory's API key by --api-key-file or in the environment as " + KEY);
      }
      return key.strip();
    }
    try {
      return SecretText.ofFile("--api-key-file", file).strip();
    } catch (StartException e) {
      throw command.wrongUse(e.getMessage(), e);
    }
  }
}
