package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection and its request under way. Any answer but 200 ends the measurement. */
final class Connection {

  private static final int LARGEST_ANSWER = 16 << 10;

  private final SocketChannel channel;
  private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
  private final SelectionKey key;
  private ByteBuffer request = ByteBuffer.allocate(0);
  private int length = -1;
  private long since;

  private Connection(SocketChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.key = channel.register(selector, 0, null);
  }

  static Connection of(SocketChannel channel, Selector selector) throws IOException {
    Connection connection = new Connection(channel, selector);
    connection.key.attach(connection);
    return connection;
  }

  /**
   * Sends the next request.
   *
   * @param from when its latency begins
   */
  void send(ByteBuffer next, long from) throws IOException {
    request = next;
    since = from;
    answer.clear();
    length = -1;
    channel.write(request);
    key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  long since() {
    return since;
  }

  /** Whether the answer is complete. */
  boolean proceed() throws IOException {
    if (request.hasRemaining()) {
      channel.write(request);
      key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      return false;
    }
    if (channel.read(answer) < 0) {
      throw new IOException("the server closed the connection");
    }
    if (!isComplete()) {
      return false;
    }
    key.interestOps(0);
    return true;
  }

  private boolean isComplete() throws IOException {
    byte[] bytes = answer.array();
    int end = endOfHead(bytes, answer.position());
    if (end < 0) {
      return false;
    }
    if (bytes[9] != '2' || bytes[10] != '0' || bytes[11] != '0') {
      throw new IOException("unexpected answer: " + text(answer.position()));
    }
    if (length < 0) {
      String head = text(end).toLowerCase(Locale.ROOT);
      int at = head.indexOf("content-length:") + 15;
      length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)).trim());
    }
    return answer.position() >= end + length;
  }

  private String text(int size) {
    return new String(answer.array(), 0, size, StandardCharsets.ISO_8859_1);
  }

  private static int endOfHead(byte[] bytes, int size) {
    for (int i = 3; i < size; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }
}
