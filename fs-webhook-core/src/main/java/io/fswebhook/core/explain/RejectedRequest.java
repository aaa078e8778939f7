package io.fswebhook.core.explain;

import io.fswebhook.core.verify.Excerpt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RequestHeaders;
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
 * What is known of a rejected request. Unlike a raw one it can be looked at after the request is
 * over.
 *
 * @param reason why it was rejected
 * @param signatures the headers that may carry a signature and are there, by their names, in the
 *     order in which they count; each value bounded
 * @param body not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RejectedRequest(
    String reason, Map<String, List<String>> signatures, byte[] body, Instant receivedAt) {

  /** Where else senders and gateways put signatures; no names that carry credentials. */
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
   */
  public static RejectedRequest of(RawRequest request, List<String> headers, String reason) {
    return new RejectedRequest(
        reason, signatures(request.headers(), headers), request.body(), request.receivedAt());
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

  /** The signatures as a text, to be kept: one line of the request a line. */
  public String signatureLines() {
    List<String> all = new ArrayList<>();
    signatures.forEach((name, lines) -> lines.forEach(line -> all.add(name + ": " + line)));
    return String.join("\n", all);
  }

  /** One that was kept. */
  static RejectedRequest kept(
      String reason, String signatureLines, byte[] body, Instant receivedAt) {
    Map<String, List<String>> signatures = new LinkedHashMap<>();
    signatureLines
        .lines()
        .map(line -> line.split(": ", 2))
        .filter(parts -> parts.length == 2)
        .forEach(
            parts -> signatures.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]));
    return new RejectedRequest(reason, signatures, body, receivedAt);
  }

  /** The lines of a header, in any case of its name; null when it is not there. */
  @Nullable List<String> lines(String name) {
    return signatures.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Without body and signatures: what is logged must not hold them. */
  @Override
  public String toString() {
    return "rejected request at " + receivedAt + " (" + reason + ")";
  }
}
