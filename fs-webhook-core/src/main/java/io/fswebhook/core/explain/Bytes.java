package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Transformations of bodies, whatever their content. Null means that one does not apply. */
final class Bytes {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int MOST_UNZIPPED = 4 << 20;

  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          // The default pool's thread locals would outlive the application on a server.
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private Bytes() {}

  static boolean hasMark(byte[] body) {
    return startsWith(body, MARK);
  }

  static boolean isZipped(byte[] body) {
    return startsWith(body, new byte[] {0x1f, (byte) 0x8b});
  }

  private static boolean startsWith(byte[] body, byte[] start) {
    return body.length >= start.length
        && Arrays.equals(body, 0, start.length, start, 0, start.length);
  }

  static byte @Nullable [] withoutMark(byte[] body) {
    return hasMark(body) ? Arrays.copyOfRange(body, MARK.length, body.length) : null;
  }

  static byte[] withMark(byte[] body) {
    byte[] marked = Arrays.copyOf(MARK, MARK.length + body.length);
    System.arraycopy(body, 0, marked, MARK.length, body.length);
    return marked;
  }

  static byte[] joined(byte[] body, String end) {
    byte[] more = end.getBytes(UTF_8);
    byte[] joined = Arrays.copyOf(body, body.length + more.length);
    System.arraycopy(more, 0, joined, body.length, more.length);
    return joined;
  }

  static byte @Nullable [] withoutNewline(byte[] body) {
    int length = body.length;
    if (length == 0 || body[length - 1] != '\n') {
      return null;
    }
    return Arrays.copyOf(body, length > 1 && body[length - 2] == '\r' ? length - 2 : length - 1);
  }

  static byte[] withLf(byte[] body) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream(body.length);
    for (int i = 0; i < body.length; i++) {
      if (body[i] != '\r' || i + 1 == body.length || body[i + 1] != '\n') {
        changed.write(body[i]);
      }
    }
    return changed.toByteArray();
  }

  static byte[] withCrLf(byte[] body) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream(body.length + 64);
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n' && (i == 0 || body[i - 1] != '\r')) {
        changed.write('\r');
      }
      changed.write(body[i]);
    }
    return changed.toByteArray();
  }

  static byte[] stripped(byte[] body) {
    int start = 0;
    int end = body.length;
    while (start < end && isSpace(body[start])) {
      start++;
    }
    while (end > start && isSpace(body[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(body, start, end);
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  /** Reverts UTF-8 that was read as ISO 8859-1 and encoded as UTF-8 again. */
  static byte @Nullable [] toLatin(byte[] body) {
    String text = utf8(body);
    boolean isLatin = text != null && text.chars().allMatch(character -> character <= 0xff);
    return isLatin && text != null ? text.getBytes(ISO_8859_1) : null;
  }

  /** Reverts a conversion from UTF-8 to ISO 8859-1. */
  static byte @Nullable [] fromLatin(byte[] body) {
    return utf8(body) == null ? new String(body, ISO_8859_1).getBytes(UTF_8) : null;
  }

  /** Null if it is not UTF-8. */
  static @Nullable String utf8(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Bounded, because a small body may decompress to a large one. */
  static byte @Nullable [] unzipped(byte[] body) {
    if (!isZipped(body)) {
      return null;
    }
    try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] start = unzipped.readNBytes(MOST_UNZIPPED + 1);
      return start.length > MOST_UNZIPPED ? null : start;
    } catch (IOException e) {
      return null;
    }
  }

  /** The content of a body that is a JSON string. */
  static byte @Nullable [] fromJsonString(byte[] body) {
    try (JsonParser parser = LENIENT.createParser(body)) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText().getBytes(UTF_8) : null;
    } catch (IOException e) {
      return null;
    }
  }

  static byte @Nullable [] fromBase64(byte[] body) {
    try {
      return Base64.getDecoder().decode(stripped(body));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
