package io.fswebhook.war.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the resources held by slow or stalled clients: their number, memory and duration, in total
 * and per address. The oldest is dropped first: it is seldom an honest client, and new clients
 * always get in. Safe for use by several threads.
 */
public final class SlowClients {

  private static final Logger log = LoggerFactory.getLogger(SlowClients.class);
  private static final long LOG_PAUSE = TimeUnit.MINUTES.toNanos(1);

  private final String what;
  private final Limits limits;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final Share all = new Share();
  private final Map<String, Share> addresses = new HashMap<>();
  private long dropped;
  private String lastAddress = "";
  private long loggedAt;

  /**
   * Without clients.
   *
   * @param what is limited, for the log
   * @param executor drops clients, never on the thread of another request
   */
  SlowClients(String what, Limits limits, Executor executor, LongSupplier nanoTime) {
    this.what = what;
    this.limits = limits;
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.loggedAt = nanoTime.getAsLong() - LOG_PAUSE;
  }

  /**
   * The limits. One address may use half of each, since all clients behind a proxy share one.
   *
   * @param count at a time
   * @param bytes at a time
   * @param longest after which a client is dropped
   */
  record Limits(int count, long bytes, Duration longest) {}

  /**
   * Registers a client.
   *
   * @param letGo drops it on another thread; called at most once, possibly after it has ended
   */
  public Held hold(String address, long bytes, Runnable letGo) {
    Held held = new Held(ClientNetwork.of(address), nanoTime.getAsLong(), letGo);
    List<Held> over;
    synchronized (this) {
      all.held.add(held);
      addresses.computeIfAbsent(held.address, unused -> new Share()).held.add(held);
      over = grow(held, bytes);
    }
    over.forEach(this::letGo);
    return held;
  }

  /** The number of clients. */
  public synchronized int count() {
    return all.held.size();
  }

  /** Called about every second: drops clients that are too old, and logs what was dropped. */
  void look() {
    List<Held> old = new ArrayList<>();
    synchronized (this) {
      long now = nanoTime.getAsLong();
      for (Held held : all.held) { // the oldest first
        if (now - held.since < limits.longest.toNanos()) {
          break;
        }
        old.add(held);
      }
      old.forEach(this::drop);
    }
    old.forEach(this::letGo);
    report();
  }

  private synchronized void report() {
    long now = nanoTime.getAsLong();
    if (dropped == 0 || now - loggedAt < LOG_PAUSE) {
      return;
    }
    log.warn(
        "Dropped {} {}, the last of {}: at most {} and {} bytes at a time, half of that from one"
            + " address, for {} at most",
        dropped,
        what,
        lastAddress,
        limits.count,
        limits.bytes,
        limits.longest);
    dropped = 0;
    loggedAt = now;
  }

  private void letGo(Held held) {
    executor.execute(held.letGo);
  }

  /** The clients to drop to make room. */
  private List<Held> grow(Held held, long bytes) {
    Share own = addresses.get(held.address);
    if (own == null || !own.held.contains(held)) {
      return List.of();
    }
    held.bytes += bytes;
    own.bytes += bytes;
    all.bytes += bytes;
    List<Held> over = new ArrayList<>();
    while (own.isOver(limits, 2)) {
      over.add(drop(own.oldest()));
    }
    while (all.isOver(limits, 1)) {
      over.add(drop(all.oldest()));
    }
    return over;
  }

  private Held drop(Held held) {
    remove(held);
    dropped++;
    lastAddress = held.address;
    return held;
  }

  private void remove(Held held) {
    Share own = addresses.get(held.address);
    if (own == null || !own.remove(held)) {
      return;
    }
    all.remove(held);
    if (own.held.isEmpty()) {
      addresses.remove(held.address);
    }
  }

  /** A registered client. */
  public final class Held {

    private final String address;
    private final long since;
    private final Runnable letGo;
    private long bytes;

    private Held(String address, long since, Runnable letGo) {
      this.address = address;
      this.since = since;
      this.letGo = letGo;
    }

    /** Changes the memory it occupies. */
    public void grow(long more) {
      List<Held> over;
      synchronized (SlowClients.this) {
        over = SlowClients.this.grow(this, more);
      }
      over.forEach(SlowClients.this::letGo);
    }

    /** Unregisters the client. */
    public void release() {
      synchronized (SlowClients.this) {
        remove(this);
      }
    }
  }

  /** The clients in total or of one address, oldest first. */
  private static final class Share {

    private final Set<Held> held = new LinkedHashSet<>();
    private long bytes;

    boolean isOver(Limits limits, int part) {
      return held.size() > limits.count / part || bytes > limits.bytes / part;
    }

    Held oldest() {
      Iterator<Held> first = held.iterator();
      return first.next();
    }

    boolean remove(Held one) {
      if (!held.remove(one)) {
        return false;
      }
      bytes -= one.bytes;
      return true;
    }
  }
}
