package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.plugins.sample.support.JsonString;
import java.io.ByteArrayOutputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery as a line of JSON. Nothing in it depends on the attempt. */
final class ArchiveLine {

  private static final String BEFORE_ID = "{\"id\":\"";
  private static final int ID_LENGTH = 36;

  private ArchiveLine() {}

  /** With the body as JSON, and the line's end. */
  static byte[] of(Delivery delivery) {
    StringBuilder line = new StringBuilder(BEFORE_ID).append(delivery.id()).append('"');
    add(line, "event", delivery.event().eventName());
    add(line, "organisation", delivery.orgId());
    add(line, "receivedAt", delivery.receivedAt());
    add(line, "signedAt", delivery.signedAt());
    line.append(",\"body\":");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(line.toString().getBytes(UTF_8));
    bytes.writeBytes(onOneLine(delivery.body()));
    bytes.writeBytes("}\n".getBytes(UTF_8));
    return bytes.toByteArray();
  }

  static UUID idIn(String line) {
    return UUID.fromString(line.substring(BEFORE_ID.length(), BEFORE_ID.length() + ID_LENGTH));
  }

  private static void add(StringBuilder line, String name, @Nullable Object value) {
    if (value != null) {
      line.append(",\"").append(name).append("\":").append(JsonString.quoted(value.toString()));
    }
  }

  /** In JSON, an end of line is space between tokens, and never within a text. */
  private static byte[] onOneLine(byte[] body) {
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n' || body[i] == '\r') {
        body[i] = ' ';
      }
    }
    return body;
  }
}
