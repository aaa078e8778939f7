package io.fswebhook.war.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** One thread that sends over some connections, shared out to the ports of a contender. */
final class LoadClient {

  /** Longer than any sample. */
  private static final long MOST_NANOS = Duration.ofMinutes(2).toNanos();

  /** Looking without a pause would take a processor from the servers. */
  private static final long LONGEST_PARK_NANOS = 50_000;

  private static final int SEED = 4711;

  private final List<Integer> ports;
  private final int connections;

  LoadClient(List<Integer> ports, int connections) {
    this.ports = ports;
    this.connections = connections;
  }

  /** Each connection sends its next request when it has its answer. */
  Sample closed(Events events, Duration length) throws IOException {
    return closed(events, length, 1, each -> {}).get(0);
  }

  /**
   * The same for several lengths on end, without a pause between them.
   *
   * @param progress is told each
   */
  List<Sample> closed(Events events, Duration length, int windows, Consumer<Sample> progress)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      long now = System.nanoTime();
      for (Connection connection : connectAll(selector)) {
        connection.send(events.next(), now);
      }
      while (samples.size() < windows) {
        Histogram latency = new Histogram(MOST_NANOS, 3);
        long begin = now;
        while (now < begin + length.toNanos()) {
          now = answers(selector, events, latency);
        }
        Sample sample = new Sample(latency.getTotalCount() / ((now - begin) / 1e9), latency);
        progress.accept(sample);
        samples.add(sample);
      }
      close(selector);
    }
    return samples;
  }

  /** Waits for some answers, and sends as many requests. */
  private static long answers(Selector selector, Events events, Histogram latency)
      throws IOException {
    selector.select(100);
    long now = System.nanoTime();
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      if (connection.proceed()) {
        latency.recordValue(now - connection.since());
        connection.send(events.next(), now);
      }
    }
    selector.selectedKeys().clear();
    return now;
  }

  /**
   * Requests at the times of a Poisson process, whatever the server does. What finds no idle
   * connection waits for one, and its latency counts from the time it was meant for.
   */
  Sample open(Events events, double perSecond, Duration length) throws IOException {
    Histogram latency = new Histogram(MOST_NANOS, 3);
    Random random = new Random(SEED);
    try (Selector selector = Selector.open()) {
      Deque<Connection> idle = new ArrayDeque<>(connectAll(selector));
      long begin = System.nanoTime();
      long end = begin + length.toNanos();
      double next = begin;
      long now = begin;
      while (now < end) {
        while (next <= now && !idle.isEmpty()) {
          idle.remove().send(events.next(), (long) next);
          next += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
        }
        LockSupport.parkNanos(Math.min((long) next - now, LONGEST_PARK_NANOS));
        selector.selectNow();
        now = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
          Connection connection = (Connection) key.attachment();
          if (connection.proceed()) {
            latency.recordValue(now - connection.since());
            idle.add(connection);
          }
        }
        selector.selectedKeys().clear();
      }
      close(selector);
      return new Sample(latency.getTotalCount() / ((now - begin) / 1e9), latency);
    }
  }

  private List<Connection> connectAll(Selector selector) throws IOException {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      all.add(connect(selector, i));
    }
    return all;
  }

  private Connection connect(Selector selector, int index) throws IOException {
    int port = ports.get(index % ports.size());
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    return Connection.of(channel, selector);
  }

  private static void close(Selector selector) throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
  }
}
