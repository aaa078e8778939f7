package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.HandlerSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a handler posts to, with what authorization, and how long that may take: its settings
 * {@code url}, {@code authorization}, {@code connect-timeout} and {@code request-timeout}. A URL
 * may contain a secret too, so no message quotes it.
 *
 * @param authorization the {@code Authorization} header; null for none
 */
public record HttpTarget(
    URI url, @Nullable String authorization, Duration connectTimeout, Duration requestTimeout) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  /** The URL is secret, since its path or query may hold a token. */
  public static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.text("url", "The URL to post to. Required.").asSecret(),
          HandlerSetting.text("authorization", "The Authorization header.").asSecret(),
          HandlerSetting.duration("connect-timeout", "The time-out for connecting.")
              .orElse(CONNECT_TIMEOUT.toString()),
          HandlerSetting.duration("request-timeout", "The time-out for the response.")
              .orElse(REQUEST_TIMEOUT.toString()));

  private static final String URL_RULE =
      "must be an absolute http or https URL such as https://example.com/hook";

  /**
   * Reads and validates the settings.
   *
   * @param whatToDo if there is no URL: "set it to ..."
   */
  public static HttpTarget read(CheckedSettings settings, String whatToDo) {
    return new HttpTarget(
        url(settings, settings.required("url", whatToDo)),
        authorization(settings).orElse(null),
        settings.duration("connect-timeout", CONNECT_TIMEOUT),
        settings.duration("request-timeout", REQUEST_TIMEOUT));
  }

  /** Scheme, host and port: what may be logged, since path and query may hold a token. */
  public String name() {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  @Override
  public String toString() {
    return name();
  }

  private static Optional<String> authorization(CheckedSettings settings) {
    Optional<String> value = settings.text("authorization");
    if (value.isPresent() && !value.get().matches("[\\x20-\\x7e]+")) {
      throw settings.wrong(
          "authorization", "must be one line of printable ASCII: take out what is not");
    }
    return value;
  }

  private static URI url(CheckedSettings settings, String value) {
    URI url;
    try {
      url = new URI(value);
    } catch (URISyntaxException e) {
      throw wrong(settings, ": " + e.getReason() + " at index " + e.getIndex());
    }
    String authority = url.getRawAuthority();
    if (authority != null && authority.contains("@")) {
      throw settings.wrong(
          "url",
          "must not contain a user or password: set "
              + settings.name("authorization")
              + " instead");
    }
    String scheme = url.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw wrong(settings, ", its scheme was " + scheme);
    }
    if (url.getHost() == null) {
      throw wrong(
          settings, ": its host must be an address or a name of letters, digits, '-' and '.'");
    }
    if (url.getPort() == 0 || url.getPort() > 65535) {
      throw wrong(settings, ": its port must be between 1 and 65535, was " + url.getPort());
    }
    return url;
  }

  private static IllegalArgumentException wrong(CheckedSettings settings, String problem) {
    return settings.wrong("url", URL_RULE + problem);
  }
}
