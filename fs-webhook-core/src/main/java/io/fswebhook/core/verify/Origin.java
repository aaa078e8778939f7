package io.fswebhook.core.verify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is kept of how a request came, bounded.
 *
 * @param address who sent it, or the proxy in between
 * @param headers a few of them, one a line; the HMAC is cut short
 * @param test whether the receiver sent it to itself
 */
public record Origin(String address, String headers, boolean test) {

  /** As which the mark of a test is kept; its value is who asked for it. */
  static final String TEST_HEADER = "Fs-Webhook-Test";

  /** Of a request that was read back. */
  static final Origin UNKNOWN = new Origin("", "", false);

  private static final List<String> KEPT = List.of("Content-Type", "User-Agent", "X-Forwarded-For");
  private static final int LONGEST = 200;

  /**
   * Of a request.
   *
   * @param signatureHeaders those that may carry the signature
   */
  static Origin of(RawRequest request, List<String> signatureHeaders) {
    RequestHeaders headers = request.headers();
    StringBuilder lines = new StringBuilder(256);
    lines.append(HeaderExcerpt.of(headers, signatureHeaders));
    for (String name : KEPT) {
      append(name, headers, lines);
    }
    boolean test = headers instanceof SignTest.TestHeaders && append(TEST_HEADER, headers, lines);
    return new Origin(Excerpt.of(request.remoteAddress(), LONGEST), lines.toString(), test);
  }

  /** Whether the header is there. */
  private static boolean append(String name, RequestHeaders headers, StringBuilder lines) {
    List<String> values = headers.values(name);
    if (values.isEmpty()) {
      return false;
    }
    lines.append('\n').append(name).append(": ").append(joined(values));
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
