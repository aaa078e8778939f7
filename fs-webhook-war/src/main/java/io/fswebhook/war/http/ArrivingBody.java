package io.fswebhook.war.http;

import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** The part of a body received so far; never more than one byte over the limit. */
final class ArrivingBody {

  /** The initial allocation; it grows only with data received, whatever was announced. */
  private static final int FIRST_SIZE = 8 * 1024;

  private static final byte[] NOTHING = {};

  private final int maxSize;
  private final long announcedSize;
  private byte[] bytes = NOTHING;
  private int count;

  /**
   * An empty body.
   *
   * @param announcedSize what Content-Length says, or negative
   */
  ArrivingBody(int maxSize, long announcedSize) {
    this.maxSize = maxSize;
    this.announcedSize = announcedSize;
  }

  /**
   * Reads what can be read without waiting.
   *
   * @return whether the body is complete
   */
  boolean readWhatIsHere(ServletInputStream stream) throws IOException, BodyTooLargeException {
    try {
      while (!isComplete()) {
        int available = stream.available();
        if (available <= 0) {
          return stream.isFinished();
        }
        if (!readOnce(stream, available)) {
          return true;
        }
      }
      return true;
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** Reads available data, called by the server. */
  void readWhileReady(ServletInputStream stream) throws IOException, BodyTooLargeException {
    try {
      while (stream.isReady() && !stream.isFinished()) {
        boolean isAtEnd = isComplete() ? stream.read() < 0 : !readOnce(stream, FIRST_SIZE);
        if (isAtEnd) {
          return;
        }
      }
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** The memory it occupies, in bytes. */
  int allocated() {
    return bytes.length;
  }

  /**
   * The complete body.
   *
   * @throws EOFException if it ended before its announced length
   */
  byte[] whole() throws EOFException {
    if (count < announcedSize) {
      throw new EOFException("body ended at " + count + " of " + announcedSize + " bytes");
    }
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  private boolean isComplete() {
    return count == announcedSize;
  }

  private boolean readOnce(ServletInputStream stream, int expected)
      throws IOException, BodyTooLargeException {
    makeRoom(expected);
    int read = stream.read(bytes, count, bytes.length - count);
    if (read < 0) {
      return false;
    }
    count += read;
    if (count > maxSize) {
      throw new BodyTooLargeException();
    }
    return true;
  }

  private void makeRoom(int expected) {
    if (count < bytes.length) {
      return;
    }
    long most = announcedSize < 0 ? maxSize + 1L : Math.min(announcedSize, maxSize + 1L);
    long wanted = Math.max(2L * count, Math.max(expected, FIRST_SIZE));
    bytes = Arrays.copyOf(bytes, (int) Math.min(most, wanted));
  }

  /** Jetty reports some protocol violations as unchecked exceptions. */
  private static IOException unreadable(RuntimeException failure) {
    return new IOException("body could not be read: " + failure, failure);
  }

  /** The body is larger than the limit. */
  static final class BodyTooLargeException extends Exception {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
      super("body is too large", null, false, false);
    }
  }
}
