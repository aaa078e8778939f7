package io.fswebhook.war.cli.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Paths below the API, of texts that anybody may have typed. */
public final class ApiPath {

  private ApiPath() {}

  /** The segments, encoded. */
  public static String of(String... segments) {
    return Stream.of(segments).map(ApiPath::encoded).collect(Collectors.joining("/"));
  }

  /** With a query. */
  public static String with(String path, Map<String, String> query) {
    return query.isEmpty()
        ? path
        : path
            + query.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
