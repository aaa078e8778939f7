package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads hand-written files; some editors add a byte order mark. */
final class TextFile {

  private TextFile() {}

  /**
   * The content, without a byte order mark.
   *
   * @throws StartException if it is not UTF-8; the message begins with the words
   */
  static String read(String words, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (isUtf16(bytes)) {
      throw new StartException(words + " must be UTF-8 and is UTF-16: save it as UTF-8");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new StartException(words + " must be UTF-8 and is not", e);
    }
  }

  /** By its byte order mark, or by what ASCII looks like in it. */
  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    return first == 0xFEFF || first == 0xFFFE || (bytes[0] == 0) != (bytes[1] == 0);
  }
}
