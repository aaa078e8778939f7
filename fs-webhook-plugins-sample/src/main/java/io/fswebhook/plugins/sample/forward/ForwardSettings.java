package io.fswebhook.plugins.sample.forward;

import io.fswebhook.api.HandlerContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link HttpForwardHandler}, checked. What may hold a secret is not repeated in a
 * message.
 */
record ForwardSettings(
    URI url, @Nullable String authorization, Duration connectTimeout, Duration requestTimeout) {

  static final String HANDLER_NAME = "HttpForward";

  private static final String PREFIX = "fs.webhook.handlers." + HANDLER_NAME + ".";
  private static final String URL_RULE =
      PREFIX + "url must be an absolute http or https URL such as https://example.com/hook";

  ForwardSettings {
    checkUrl(url);
    if (authorization != null && !authorization.matches("[\\x20-\\x7e]+")) {
      throw new IllegalArgumentException(
          PREFIX + "authorization must be one line of printable ASCII: take out what is not");
    }
    checkPositive("connect-timeout", connectTimeout);
    checkPositive("request-timeout", requestTimeout);
  }

  static ForwardSettings read(HandlerContext context) {
    return new ForwardSettings(
        readUrl(context),
        context.setting("authorization").orElse(null),
        readDuration(context, "connect-timeout", "PT5S"),
        readDuration(context, "request-timeout", "PT20S"));
  }

  /** Scheme, host and port: what may be logged, since path and query may hold a token. */
  String target() {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  private static URI readUrl(HandlerContext context) {
    String url =
        context
            .setting("url")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        PREFIX
                            + "url is not set: set it to the http or https URL that deliveries are"
                            + " posted to, such as https://example.com/hook"));
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          URL_RULE + ": " + e.getReason() + " at index " + e.getIndex());
    }
  }

  private static void checkUrl(URI url) {
    String authority = url.getRawAuthority();
    if (authority != null && authority.contains("@")) {
      throw new IllegalArgumentException(
          PREFIX + "url must not hold a user or password: set " + PREFIX + "authorization instead");
    }
    String scheme = url.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException(URL_RULE + ", its scheme was " + scheme);
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          URL_RULE + ": its host has to be an address or a name of letters, digits, '-' and '.'");
    }
    if (url.getPort() == 0 || url.getPort() > 65535) {
      throw new IllegalArgumentException(
          URL_RULE + ": its port has to be between 1 and 65535, was " + url.getPort());
    }
  }

  private static Duration readDuration(HandlerContext context, String key, String absent) {
    String value = context.setting(key).orElse(absent);
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(durationRule(key) + ", was '" + value + "'", e);
    }
  }

  private static void checkPositive(String key, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(durationRule(key) + ", was " + duration);
    }
  }

  private static String durationRule(String key) {
    return PREFIX + key + " must be an ISO 8601 duration above zero such as PT5S";
  }
}
