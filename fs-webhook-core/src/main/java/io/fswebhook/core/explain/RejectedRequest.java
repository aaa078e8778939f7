package io.fswebhook.core.explain;

import io.fswebhook.core.verify.Excerpt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RequestHeaders;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.VerifySettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a rejected request. Unlike a raw one, it outlives the HTTP request.
 *
 * @param reason why it was rejected
 * @param tokens what may be its token; null for a request to the webhook, and for a stored one
 * @param signatures the headers present that may carry a signature, by name, in order of
 *     precedence; each value bounded
 * @param body not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RejectedRequest(
    String reason,
    @Nullable SentTokens tokens,
    Map<String, List<String>> signatures,
    byte[] body,
    Instant receivedAt) {

  /** Other common signature headers; none that carries credentials. */
  private static final List<String> USUAL =
      List.of(
          "X-Fullstory-Signature",
          "FS-Signature",
          "X-Signature",
          "Signature",
          "X-Signature-256",
          "X-Hub-Signature-256",
          "X-Hmac-Sha256",
          "X-Hmac-Signature",
          "X-Webhook-Signature",
          "Webhook-Signature");

  private static final int MOST_LINES = 3;
  private static final int LONGEST_LINE = 1_024;

  /**
   * Of a request.
   *
   * @param headers that may carry the signature by the settings
   * @param streams the configured ones
   */
  public static RejectedRequest of(
      RawRequest request, List<String> headers, Map<String, StreamAccess> streams, String reason) {
    return new RejectedRequest(
        reason,
        SentTokens.of(request, streams, headers),
        signatures(request.headers(), headers),
        request.body(),
        request.receivedAt());
  }

  private static Map<String, List<String>> signatures(
      RequestHeaders headers, List<String> configured) {
    Set<String> names = new LinkedHashSet<>(configured);
    Stream.concat(VerifySettings.DEFAULT_HEADERS.stream(), USUAL.stream())
        .filter(usual -> configured.stream().noneMatch(usual::equalsIgnoreCase))
        .forEach(names::add);
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String name : names) {
      List<String> lines = headers.values(name);
      if (!lines.isEmpty()) {
        found.put(
            name,
            lines.stream().limit(MOST_LINES).map(line -> Excerpt.of(line, LONGEST_LINE)).toList());
      }
    }
    return found;
  }

  /**
   * The signatures as text for storage, one header line per line; null for a request to a stream,
   * since any of them may be a token.
   */
  public @Nullable String signatureLines() {
    if (tokens != null) {
      return null;
    }
    List<String> all = new ArrayList<>();
    signatures.forEach((name, lines) -> lines.forEach(line -> all.add(name + ": " + line)));
    return String.join("\n", all);
  }

  /** Restores a stored one. */
  static RejectedRequest kept(
      String reason, String signatureLines, byte[] body, Instant receivedAt) {
    Map<String, List<String>> signatures = new LinkedHashMap<>();
    signatureLines
        .lines()
        .map(line -> line.split(": ", 2))
        .filter(parts -> parts.length == 2)
        .forEach(
            parts -> signatures.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]));
    return new RejectedRequest(reason, null, signatures, body, receivedAt);
  }

  /** The values of a header, by its case-insensitive name; null if absent. */
  @Nullable List<String> lines(String name) {
    return signatures.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Without body, tokens and signatures, which must not be logged. */
  @Override
  public String toString() {
    return "rejected request at " + receivedAt + " (" + reason + ")";
  }
}
