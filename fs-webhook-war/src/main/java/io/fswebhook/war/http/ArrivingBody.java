package io.fswebhook.war.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a body once, as bytes, and never more of it than the limit and one. */
final class BodyReader {

  /** Up to here an announced size is believed: more is allocated only as it arrives. */
  private static final int BELIEVED_SIZE = 64 * 1024;

  private final int maxBodySize;

  BodyReader(int maxBodySize) {
    this.maxBodySize = maxBodySize;
  }

  /**
   * All of the body.
   *
   * @param announcedSize what Content-Length says, or negative
   * @throws BodyTooLargeException if there is more than the limit; the rest was not read
   * @throws IOException if the body ended early or could not be read, which is the sender's doing;
   *     Jetty tells of some of that with exceptions that are not checked
   */
  byte[] read(InputStream stream, long announcedSize) throws IOException, BodyTooLargeException {
    byte[] body = readUpToOneTooMany(stream, announcedSize);
    if (body.length > maxBodySize) {
      throw new BodyTooLargeException();
    }
    if (body.length < announcedSize) {
      throw new EOFException("body ended at " + body.length + " of " + announcedSize + " bytes");
    }
    return body;
  }

  private byte[] readUpToOneTooMany(InputStream stream, long announcedSize) throws IOException {
    try {
      return bytes(stream, announcedSize);
    } catch (RuntimeException e) {
      throw new IOException("body could not be read: " + e, e);
    }
  }

  private byte[] bytes(InputStream stream, long announcedSize) throws IOException {
    if (announcedSize < 0 || announcedSize > Math.min(BELIEVED_SIZE, maxBodySize)) {
      return stream.readNBytes(maxBodySize + 1);
    }
    byte[] body = new byte[(int) announcedSize];
    int count = stream.readNBytes(body, 0, body.length);
    return count == body.length ? body : Arrays.copyOf(body, count);
  }

  /** The body is larger than the limit. */
  static final class BodyTooLargeException extends Exception {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
      super("body is too large", null, false, false);
    }
  }
}
