package io.fswebhook.war.it.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/** Hostile connections to all receivers, from other loopback addresses than honest senders. */
final class Strangers implements Fault {

  private static final int SMALL_BUFFER = 4096;
  private static final Duration TICK = Duration.ofMillis(100);

  private final String title;
  private final int connections;
  private final byte[] first;
  private final byte[] then;
  private final boolean reads;

  private Strangers(String title, int connections, String first, String then, boolean reads) {
    this.title = title;
    this.connections = connections;
    this.first = first.getBytes(StandardCharsets.ISO_8859_1);
    this.then = then.getBytes(StandardCharsets.ISO_8859_1);
    this.reads = reads;
  }

  /** Large bodies of which a few bytes come at a time. */
  static Fault slowBodies(int connections) {
    return new Strangers("SlowBodies", connections, head(900_000), "x".repeat(30), true);
  }

  /** Bodies that are announced and never come. */
  static Fault silentBodies(int connections) {
    return new Strangers("SilentBodies", connections, head(60_000), "", true);
  }

  /** Requests one after another, whose answers nobody reads. */
  static Fault unreadAnswers(int connections) {
    String request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    return new Strangers("UnreadAnswers", connections, request, request.repeat(50), false);
  }

  /** What is no HTTP at all. */
  static Fault garbage(int connections) {
    return new Strangers(
        "Garbage", connections, "\u0016\u0003\u0001\u0002\u0000\r\n", "\u0000\u00ff\r\n\r\n", true);
  }

  /** Whole deliveries that nobody signed. */
  static Fault badSignatures(int connections) {
    String body = "{\"eventName\":\"note.created\",\"version\":1,\"data\":{}}";
    String request = head(body.length()) + body;
    int enough = Math.max(1, connections / 10); // ten requests a second each
    return new Strangers("BadSignatures", enough, request, request, true);
  }

  private static String head(int length) {
    return "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Fullstory-Signature: o:ORG1,t:1577836800,v:K5mZs4PZqlrWHlF5uU6ceBACnpnOCByYXPTjbGz47jY=\r\n"
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    Connection[] open = new Connection[connections];
    long end = System.nanoTime() + length.toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        for (int i = 0; i < open.length; i++) {
          if (open[i] == null) {
            open[i] = connect(site.nodes().get(i % site.nodes().size()), i);
          } else if (!open[i].proceed()) {
            open[i].close();
            open[i] = null;
          }
        }
        Fault.last(TICK);
      }
    } finally {
      for (Connection connection : open) {
        if (connection != null) {
          connection.close();
        }
      }
    }
  }

  @Override
  public String title() {
    return title;
  }

  private Connection connect(Node node, int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    if (!reads) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
    }
    channel.bind(new InetSocketAddress(loopback(2 + number % 8), 0));
    channel.connect(new InetSocketAddress(loopback(1), node.port()));
    return new Connection(channel);
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  /** One of them; nothing that the other side does to it is an error. */
  private final class Connection implements AutoCloseable {

    private final SocketChannel channel;
    private final ByteBuffer answers = ByteBuffer.allocate(1 << 14);
    private ByteBuffer next = ByteBuffer.wrap(first);

    private Connection(SocketChannel channel) {
      this.channel = channel;
    }

    /** False when it is of no use any more. */
    private boolean proceed() {
      try {
        if (!channel.finishConnect()) {
          return true;
        }
        channel.write(next);
        if (!next.hasRemaining()) {
          next = ByteBuffer.wrap(then);
        }
        return !reads || channel.read(answers.clear()) >= 0;
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
