package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.HandlerSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a handler sends requests to, how it gets there, how long that may take, and which responses
 * are worth another attempt: the settings that {@link #DECLARED} lists. A URL may contain a secret,
 * so no message quotes it.
 *
 * @param headers that are added to requests
 * @param authorization the {@code Authorization} header; null for none
 */
public record HttpTarget(
    URI url,
    AddedHeaders headers,
    @Nullable String authorization,
    Duration connectTimeout,
    Duration requestTimeout,
    HttpRoute route,
    RetriedStatuses retried) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  /** The URL is secret, since its path or query may hold a token. */
  public static final List<HandlerSetting> DECLARED =
      Stream.of(
              List.of(HandlerSetting.text("url", "The URL to send to. Required.").asSecret()),
              Authorization.DECLARED,
              List.of(
                  AddedHeaders.DECLARED,
                  HandlerSetting.duration("connect-timeout", "The time-out for connecting.")
                      .orElse(CONNECT_TIMEOUT.toString()),
                  HandlerSetting.duration("request-timeout", "The time-out for the response.")
                      .orElse(REQUEST_TIMEOUT.toString()),
                  RetriedStatuses.DECLARED),
              HttpRoute.DECLARED)
          .flatMap(List::stream)
          .toList();

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
        AddedHeaders.ofRequests(settings),
        Authorization.read(settings).orElse(null),
        settings.duration("connect-timeout", CONNECT_TIMEOUT),
        settings.duration("request-timeout", REQUEST_TIMEOUT),
        HttpRoute.read(settings),
        RetriedStatuses.read(settings));
  }

  /** Scheme, host and port: what may be logged, since path and query may hold a token. */
  public String name() {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  @Override
  public String toString() {
    return name();
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
              + settings.name("username")
              + " and "
              + settings.name("password")
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
