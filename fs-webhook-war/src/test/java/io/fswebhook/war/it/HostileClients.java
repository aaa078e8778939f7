package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that want to stop a receiver and have no secret: many connections of one kind from the
 * addresses 127.0.0.2 and up, held by one thread. Where the server closes one, another is opened, a
 * bounded number a second.
 */
public final class HostileClients implements AutoCloseable {

  /** What they do. */
  public enum Kind {
    /** Announces a body, and sends no byte of it. */
    SILENT_BODY(post("/webhook", "Content-Length: 900000"), "", 0),
    /** Sends most of a small body, and the rest very slowly. */
    STALLED_SMALL_BODY(post("/webhook", "Content-Length: 60000") + "x".repeat(50_000), "x", 1),
    /** Sends a large body at 300 bytes a second. */
    SLOW_LARGE_BODY(post("/webhook", "Content-Length: 900000"), "x".repeat(300), 1),
    /** Sends a large body to a stream, without its token, as fast as it goes. */
    LARGE_WITHOUT_TOKEN(post("/streams/orders", "Content-Length: 900000"), "x".repeat(30_000), 20),
    /** Sends a large body to a stream that does not exist, slowly. */
    UNKNOWN_STREAM(post("/streams/unknown", "Content-Length: 900000"), "x".repeat(300), 1),
    /** Tries one token after the other. */
    WRONG_TOKENS("", (guess() + "{}").repeat(2), 1),
    /** Sends one small chunk after the other. */
    SLOW_CHUNKS(post("/webhook", "Transfer-Encoding: chunked"), "1\r\nx\r\n", 1),
    /** Wants to log in, slowly. */
    SLOW_LOGIN(post("/api/v1/session", "Content-Length: 60000") + "{\"token\":\"", "x", 1),
    /** Never comes to the end of its headers. */
    SLOW_HEADERS("POST /webhook HTTP/1.1\r\nHost: x\r\n", "X-A: b\r\n", 1),
    /** Says nothing. */
    IDLE("", "", 0),
    /** Asks again and again, and reads no answer. */
    UNREAD_ANSWERS("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50), "", 0),
    /** The same with deliveries that are refused. */
    UNREAD_REFUSALS((post("/webhook", "Content-Length: 2") + "{}").repeat(400), "", 0);

    private final String opening;
    private final String more;
    private final int timesASecond;

    Kind(String opening, String more, int timesASecond) {
      this.opening = opening;
      this.more = more;
      this.timesASecond = timesASecond;
    }

    private boolean reads() {
      return this != UNREAD_ANSWERS && this != UNREAD_REFUSALS;
    }

    private static String guess() {
      return post("/streams/orders", "Authorization: Bearer guess\r\nContent-Length: 2");
    }

    private static String post(String path, String length) {
      return "POST "
          + path
          + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + length
          + "\r\n\r\n";
    }
  }

  private static final int ADDRESSES = 200;
  private static final int OPENED_A_TICK = 100;
  private static final int OPENED_AGAIN_A_TICK = 5;
  private static final long TICK_MILLIS = 50;
  private static final int SMALL_WINDOW = 4096;

  private final int port;
  private final Kind kind;
  private final int connections;
  private final Selector selector;
  private final Thread thread;
  private final Queue<Integer> toOpen = new ArrayDeque<>();
  private final ByteBuffer trash = ByteBuffer.allocateDirect(64 * 1024);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger closedByServer = new AtomicInteger();
  private volatile boolean goesOn = true;

  private HostileClients(int port, Kind kind, int connections) {
    this.port = port;
    this.kind = kind;
    this.connections = connections;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.thread = new Thread(this::run, "hostile-" + kind);
    thread.setDaemon(true);
  }

  /** Begins to open that many connections to a port of 127.0.0.1. */
  public static HostileClients start(int port, Kind kind, int connections) {
    HostileClients clients = new HostileClients(port, kind, connections);
    for (int i = 0; i < connections; i++) {
      clients.toOpen.add(i);
    }
    clients.thread.start();
    return clients;
  }

  /** How many are open now. */
  public int open() {
    return open.get();
  }

  /** How many the server has closed so far. */
  public int closedByServer() {
    return closedByServer.get();
  }

  /** What is known of a connection. */
  private static final class Client {

    private final int number;
    private ByteBuffer toSend;
    private long nextNanos;

    Client(int number, byte[] opening) {
      this.number = number;
      this.toSend = ByteBuffer.wrap(opening);
    }
  }

  private void run() {
    try {
      while (goesOn) {
        long ends = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        openSome();
        selector.keys().forEach(this::sendMore);
        while (goesOn && ends - System.nanoTime() > 0) {
          long left = TimeUnit.NANOSECONDS.toMillis(ends - System.nanoTime());
          selector.select(this::ready, Math.max(1, left));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      selector.keys().forEach(key -> close(key.channel()));
      close(selector);
    }
  }

  private void openSome() {
    int most = closedByServer.get() == 0 ? OPENED_A_TICK : OPENED_AGAIN_A_TICK;
    for (int i = 0; i < most && !toOpen.isEmpty(); i++) {
      int number = toOpen.remove();
      try {
        connect(number);
      } catch (IOException e) { // such as no free port at this moment
        toOpen.add(number);
        return;
      }
    }
  }

  // Closed with its key.
  @SuppressWarnings("resource")
  private void connect(int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
      byte[] address = {127, 0, 0, (byte) (2 + number % ADDRESSES)};
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.register(
          selector, SelectionKey.OP_CONNECT, new Client(number, kind.opening.getBytes(US_ASCII)));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void ready(SelectionKey key) {
    try {
      SocketChannel channel = (SocketChannel) key.channel();
      if (key.isConnectable()) {
        channel.finishConnect();
        open.incrementAndGet();
        key.interestOps(kind.reads() ? SelectionKey.OP_READ : 0);
      } else if (key.isReadable() && channel.read(trash.clear()) < 0) {
        gone(key, true);
      }
    } catch (IOException e) {
      gone(key, ((SocketChannel) key.channel()).isConnected());
    }
  }

  private void sendMore(SelectionKey key) {
    Client client = (Client) key.attachment();
    if (!key.isValid() || !((SocketChannel) key.channel()).isConnected()) {
      return;
    }
    try {
      long now = System.nanoTime();
      if (!client.toSend.hasRemaining() && kind.timesASecond > 0 && now - client.nextNanos >= 0) {
        client.toSend = ByteBuffer.wrap(kind.more.getBytes(US_ASCII));
        client.nextNanos = now + TimeUnit.SECONDS.toNanos(1) / kind.timesASecond;
      }
      if (client.toSend.hasRemaining()) {
        ((SocketChannel) key.channel()).write(client.toSend);
      }
    } catch (IOException e) {
      gone(key, true);
    }
  }

  private void gone(SelectionKey key, boolean wasOpen) {
    key.cancel();
    close(key.channel());
    if (wasOpen) {
      open.decrementAndGet();
      closedByServer.incrementAndGet();
    }
    toOpen.add(((Client) key.attachment()).number);
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes all connections and ends the thread. */
  @Override
  public void close() {
    goesOn = false;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return open() + " of " + connections + " " + kind;
  }
}
