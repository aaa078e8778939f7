package io.fswebhook.war.console;

import io.fswebhook.core.verify.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file, ready to be sent.
 *
 * @param type its media type
 * @param tag the ETag; weak, since both encodings share it
 * @param plain its bytes
 * @param gzip the same, compressed once; null if that saves nothing
 * @param isLasting whether its path changes with its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ConsoleFile(
    String type, String tag, byte[] plain, byte @Nullable [] gzip, boolean isLasting) {

  private static final int HASH_BYTES = 8;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain;charset=utf-8");

  static ConsoleFile of(String name, byte[] plain, boolean isLasting) {
    byte[] gzip = compressed(plain);
    return new ConsoleFile(
        typeOf(name),
        "W/\"" + hash(plain) + "\"",
        plain,
        gzip.length < plain.length ? gzip : null,
        isLasting);
  }

  /** Identifies a content. */
  static String hash(byte[]... contents) {
    return HexFormat.of().formatHex(Sha256.of(contents), 0, HASH_BYTES);
  }

  private static String typeOf(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = TYPES.get(ending);
    if (type == null) {
      throw new IllegalArgumentException("no media type is known for " + name);
    }
    return type;
  }

  private static byte[] compressed(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3 + 64);
    try (GZIPOutputStream gzip = new BestGzip(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Slow, but used once per file. */
  private static final class BestGzip extends GZIPOutputStream {

    BestGzip(ByteArrayOutputStream bytes) throws IOException {
      super(bytes);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
