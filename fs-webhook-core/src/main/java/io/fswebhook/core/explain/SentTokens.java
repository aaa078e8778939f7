package io.fswebhook.core.explain;

import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RequestHeaders;
import io.fswebhook.core.verify.StreamAccess;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request to a stream that may carry a token: in memory until it is explained, and
 * never stored or logged.
 *
 * @param stream the stream that it was sent to, configured or not
 * @param headers those present, by name, the stream's own first; each value bounded
 */
public record SentTokens(String stream, Map<String, List<String>> headers) {

  /** Where senders put a token. */
  private static final List<String> USUAL =
      List.of(
          StreamAccess.DEFAULT_HEADER,
          "Proxy-Authorization",
          "X-Authorization",
          "X-Api-Key",
          "Api-Key",
          "X-Auth-Token",
          "X-Access-Token",
          "X-Token",
          "Token",
          "X-Webhook-Token",
          "X-Fullstory-Token");

  private static final int MOST_LINES = 3;
  private static final int LONGEST_LINE = 4_096; // twice the longest token

  /** Null for a request to the webhook. */
  static @Nullable SentTokens of(
      RawRequest request, Map<String, StreamAccess> streams, List<String> signatureHeaders) {
    String stream = request.stream();
    return stream == null
        ? null
        : new SentTokens(
            stream, present(request.headers(), names(stream, streams, signatureHeaders)));
  }

  private static Set<String> names(
      String stream, Map<String, StreamAccess> streams, List<String> signatureHeaders) {
    StreamAccess own = streams.get(stream);
    Stream<String> ofOthers =
        new TreeMap<>(streams).values().stream().map(StreamAccess::header).distinct();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> names = new LinkedHashSet<>();
    Stream.of(
            Stream.of(own == null ? StreamAccess.DEFAULT_HEADER : own.header()),
            USUAL.stream(),
            ofOthers,
            signatureHeaders.stream())
        .flatMap(each -> each)
        .filter(seen::add)
        .forEach(names::add);
    return names;
  }

  private static Map<String, List<String>> present(RequestHeaders headers, Set<String> names) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String name : names) {
      List<String> lines = headers.values(name);
      if (!lines.isEmpty()) {
        found.put(name, lines.stream().limit(MOST_LINES).map(SentTokens::bounded).toList());
      }
    }
    return found;
  }

  private static String bounded(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
  }

  /** Without the headers, which must not be logged. */
  @Override
  public String toString() {
    return "tokens sent to stream " + stream;
  }
}
