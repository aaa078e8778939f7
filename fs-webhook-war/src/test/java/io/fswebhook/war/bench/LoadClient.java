package io.fswebhook.war.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One thread that keeps some connections busy: each sends its next request when it has its answer.
 */
final class LoadClient {

  private final int port;
  private final int connections;

  LoadClient(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /** Answers of 200 a second. Any other answer ends the measurement. */
  double run(SignedEvents events, Duration duration) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector, events);
      }
      long begin = System.nanoTime();
      long end = begin + duration.toNanos();
      long answers = 0;
      while (System.nanoTime() < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          answers += ((Connection) key.attachment()).proceed(key, events);
        }
        selector.selectedKeys().clear();
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return answers / seconds;
    }
  }

  private void connect(Selector selector, SignedEvents events) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    Connection connection = new Connection(channel, events.next());
    channel.register(selector, SelectionKey.OP_WRITE, connection);
  }

  /** A connection and its request under way. */
  private static final class Connection {

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(16 << 10);
    private ByteBuffer request;
    private int length = -1;

    private Connection(SocketChannel channel, ByteBuffer request) {
      this.channel = channel;
      this.request = request;
    }

    /** 1 when an answer is complete, else 0. */
    private int proceed(SelectionKey key, SignedEvents events) throws IOException {
      if (request.hasRemaining()) {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        return 0;
      }
      if (channel.read(answer) < 0) {
        throw new IOException("the server closed the connection");
      }
      if (!isComplete()) {
        return 0;
      }
      answer.clear();
      length = -1;
      request = events.next();
      channel.write(request);
      key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      return 1;
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
}
