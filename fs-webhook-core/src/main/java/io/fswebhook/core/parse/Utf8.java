package io.fswebhook.core.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: nothing overlong, no surrogates, nothing cut off, no byte order mark. */
final class Utf8 {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  static CharBuffer decode(byte[] body) throws MalformedPayloadException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer text = CharBuffer.allocate(body.length);
    if (decoder.decode(bytes, text, true).isError()) {
      throw new MalformedPayloadException(
          "body must be UTF-8, was not at byte " + (bytes.position() + 1));
    }
    text.flip();
    if (!text.isEmpty() && text.get(0) == BYTE_ORDER_MARK) {
      throw new MalformedPayloadException("body must not begin with a byte order mark, did");
    }
    return text;
  }
}
