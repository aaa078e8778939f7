package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * Writes an attribute as an HTTP header's value: what is not visible ASCII, and space, double quote
 * and percent sign, are percent-encoded (HTTP binding of CloudEvents 1.0, 3.1.3.2). The SDK leaves
 * that to its caller.
 */
final class CloudEventHeader {

  private CloudEventHeader() {}

  static String encode(String value) {
    StringBuilder encoded = new StringBuilder(value.length());
    for (byte b : value.getBytes(UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '"' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}
