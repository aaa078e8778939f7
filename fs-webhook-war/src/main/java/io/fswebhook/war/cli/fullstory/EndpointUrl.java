package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.text.RedactedUrl;
import io.fswebhook.war.cli.line.CliCommand;
import java.net.URI;
import java.net.URISyntaxException;

/** The rule for the URLs that FullStory sends to. */
final class EndpointUrl {

  static final String RULE = "must be a whole http or https address such as https://host/webhook";

  private EndpointUrl() {}

  /**
   * Returns the URL.
   *
   * @param name of the option or parameter it comes from
   */
  static String checked(CliCommand command, String name, String url) {
    if (!isValid(url)) {
      throw command.wrongUse(name + " " + RULE + ", was " + RedactedUrl.of(url));
    }
    return url;
  }

  static boolean isValid(String url) {
    try {
      URI uri = new URI(url);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
