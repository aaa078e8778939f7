package io.fswebhook.war.http;

import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** A body as far as it has come: as bytes, and never more of it than the limit and one. */
final class ArrivingBody {

  /** As much is allocated for a start; more only as it arrives, whatever was announced. */
  private static final int FIRST_SIZE = 8 * 1024;

  private static final byte[] NOTHING = {};

  private final int maxSize;
  private final long announcedSize;
  private byte[] bytes = NOTHING;
  private int count;

  /**
   * Nothing of it has come yet.
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
   * @return whether that was the end of the body
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

  /** Reads what is there, called back by the server. */
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

  /** How much memory it occupies. */
  int allocated() {
    return bytes.length;
  }

  /**
   * All of it.
   *
   * @throws EOFException if it has ended before its announced end
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

  /** Jetty tells of some of what a sender does wrong with exceptions that are not checked. */
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
