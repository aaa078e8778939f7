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
 * Bounds what clients that are slow, or never go on, make the receiver hold: how many there are and
 * how many bytes they occupy, in total and from one address, and for how long. Whoever has been
 * there longest is let go first: an honest client is seldom that one, and a new one always gets a
 * place. Safe for use by several threads.
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
   * Holds nothing yet.
   *
   * @param what is held, for the log
   * @param executor lets go; never on the thread of somebody else's request
   */
  SlowClients(String what, Limits limits, Executor executor, LongSupplier nanoTime) {
    this.what = what;
    this.limits = limits;
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.loggedAt = nanoTime.getAsLong() - LOG_PAUSE;
  }

  /**
   * What may be held. One address may have half of it, since all clients behind a proxy have one.
   *
   * @param count at a time
   * @param bytes at a time
   * @param longest after which it is let go
   */
  record Limits(int count, long bytes, Duration longest) {}

  /**
   * Holds something for a client.
   *
   * @param letGo ends it, on another thread; called once at most, and perhaps when it has ended
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

  /** How many there are. */
  public synchronized int count() {
    return all.held.size();
  }

  /** To be called every second or so: lets go what is too old, and says what was let go. */
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

  /** Those that have to go for it. */
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

  /** Something that is held for a client. */
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

    /** It occupies more, or less. */
    public void grow(long more) {
      List<Held> over;
      synchronized (SlowClients.this) {
        over = SlowClients.this.grow(this, more);
      }
      over.forEach(SlowClients.this::letGo);
    }

    /** It has ended by itself. */
    public void release() {
      synchronized (SlowClients.this) {
        remove(this);
      }
    }
  }

  /** Of all, or of one address; in the order of their coming. */
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
