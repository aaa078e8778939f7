package io.fswebhook.core.verify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a request came from, bounded for storage.
 *
 * @param address the client, or the last proxy
 * @param headers some of them, one per line; the HMAC is truncated
 * @param test whether the receiver sent it to itself
 */
public record Origin(String address, String headers, boolean test) {

  /** Marks a test in storage; its value is who requested it. */
  static final String TEST_HEADER = "Fs-Webhook-Test";

  /** Of a request read back from the inbox. */
  static final Origin UNKNOWN = new Origin("", "", false);

  private static final List<String> KEPT = List.of("Content-Type", "User-Agent", "X-Forwarded-For");
  private static final int LONGEST = 200;

  /**
   * The origin of a request.
   *
   * @param signatureHeaders those that may carry the signature
   */
  static Origin of(RawRequest request, List<String> signatureHeaders) {
    RequestHeaders headers = request.headers();
    StringBuilder lines = new StringBuilder(256);
    String signature = HeaderExcerpt.of(headers, signatureHeaders);
    lines.append(signature == null ? "" : signature);
    for (String name : KEPT) {
      append(name, headers, lines);
    }
    boolean test = headers instanceof SignTest.TestHeaders && append(TEST_HEADER, headers, lines);
    return new Origin(Excerpt.of(request.remoteAddress(), LONGEST), lines.toString(), test);
  }

  /** Returns whether the header is present. */
  private static boolean append(String name, RequestHeaders headers, StringBuilder lines) {
    List<String> values = headers.values(name);
    if (values.isEmpty()) {
      return false;
    }
    lines.append(lines.isEmpty() ? "" : "\n").append(name).append(": ").append(joined(values));
    return true;
  }

  private static String joined(List<String> values) {
    String text =
        values.size() == 1
            ? values.get(0)
            : values.stream().limit(5).collect(Collectors.joining(", "));
    return Excerpt.of(text, LONGEST);
  }
}
