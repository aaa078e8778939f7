package io.fswebhook.war.http;

import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** The part of a body received so far; never more than one byte over what is read at most. */
final class ArrivingBody {

  /** The initial allocation; it grows only with data received, whatever was announced. */
  private static final int FIRST_SIZE = 8 * 1024;

  private static final byte[] NOTHING = {};

  private final int maxSize;
  private final int maxRead;
  private final long announcedSize;
  private byte[] bytes = NOTHING;
  private int count;

  /** An empty body, of which no more is read than may be accepted. */
  ArrivingBody(int maxSize, long announcedSize) {
    this(maxSize, maxSize, announcedSize);
  }

  /**
   * An empty body.
   *
   * @param maxSize a larger one is not accepted
   * @param maxRead a larger one is not even read
   * @param announcedSize what Content-Length says, or negative
   */
  ArrivingBody(int maxSize, int maxRead, long announcedSize) {
    this.maxSize = maxSize;
    this.maxRead = maxRead;
    this.announcedSize = announcedSize;
  }

  /**
   * Reads what can be read without waiting.
   *
   * @return whether the body is complete
   */
  boolean readWhatIsHere(ServletInputStream stream) throws IOException {
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
  void readWhileReady(ServletInputStream stream) throws IOException {
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
   * @throws BodyTooLargeException if it has been read, and is larger than accepted
   */
  byte[] whole() throws IOException {
    if (count < announcedSize) {
      throw new EOFException("body ended at " + count + " of " + announcedSize + " bytes");
    }
    if (count > maxSize) {
      throw new BodyTooLargeException();
    }
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  private boolean isComplete() {
    return count == announcedSize;
  }

  private boolean readOnce(ServletInputStream stream, int expected) throws IOException {
    makeRoom(expected);
    int read = stream.read(bytes, count, bytes.length - count);
    if (read < 0) {
      return false;
    }
    count += read;
    if (count > maxRead) {
      throw new BodyTooLargeException();
    }
    return true;
  }

  private void makeRoom(int expected) {
    if (count < bytes.length) {
      return;
    }
    long most = announcedSize < 0 ? maxRead + 1L : Math.min(announcedSize, maxRead + 1L);
    long wanted = Math.max(2L * count, Math.max(expected, FIRST_SIZE));
    bytes = Arrays.copyOf(bytes, (int) Math.min(most, wanted));
  }

  /** Jetty reports some protocol violations as unchecked exceptions. */
  private static IOException unreadable(RuntimeException failure) {
    return new IOException("body could not be read: " + failure, failure);
  }

  /** The body is larger than the limit. */
  static final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
      super("body is too large");
    }

    /** None: it is an answer, and a flood of them must stay cheap. */
    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
