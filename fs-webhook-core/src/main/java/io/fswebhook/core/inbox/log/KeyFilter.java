package io.fswebhook.core.inbox.log;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Knows of most duplicate keys that they are new, so that few have to be looked up. Never takes a
 * stored key for a new one. Bounded: when it is full, it forgets the keys it has had for longest,
 * and takes all of their time or before for possibly stored. Thread-safe.
 *
 * <p>Bloom filters of equal size, the newest first. A key is a time in seconds, by which its index
 * is sorted, and 16 bytes of a hash.
 */
public final class KeyFilter {

  private static final int BITS = 1 << 23;
  private static final int KEYS_EACH = BITS / 16;
  private static final int PROBES = 5;
  private static final long HEAP_SHARE = 32;
  private static final int MOST_AHEAD = 1_000;
  private static final Duration USUAL_SKEW = Duration.ofHours(1);

  private final Deque<Filter> filters = new ArrayDeque<>();
  private final List<byte[]> ahead = new ArrayList<>();
  private final int mostFilters;
  private boolean isComplete;
  private long completeAfter = -1; // the latest of all times; unused when it is complete
  private boolean hasForgotten;

  /** Takes up to a thirty-second part of the heap, and at least two megabytes. */
  public KeyFilter() {
    this((int) Math.max(2, Runtime.getRuntime().maxMemory() / HEAP_SHARE / (BITS / Byte.SIZE)));
  }

  KeyFilter(int mostFilters) {
    this.mostFilters = mostFilters;
    filters.push(new Filter());
  }

  /** False if no such key was ever added or loaded. */
  public synchronized boolean mayContain(byte[] key) {
    if (!isComplete && Long.compareUnsigned(time(key), completeAfter) <= 0) {
      return true;
    }
    for (Filter filter : filters) {
      if (filter.mayContain(key)) {
        return true;
      }
    }
    return false;
  }

  /** A key that is about to be stored. */
  public synchronized void add(byte[] key) {
    if (filters.element().count == KEYS_EACH) {
      if (filters.size() == mostFilters) {
        forget(filters.removeLast());
      }
      filters.push(new Filter());
    }
    put(key, filters.element());
  }

  /**
   * Stored keys, in descending order, each call continuing the one before.
   *
   * @param last whether there are no more
   * @return whether it has room for more
   */
  public synchronized boolean load(List<byte[]> keys, boolean last) {
    if (hasForgotten) {
      return false;
    }
    for (byte[] key : keys) {
      if (filters.getLast().count == KEYS_EACH) {
        if (filters.size() == mostFilters) {
          return false;
        }
        filters.addLast(new Filter());
      }
      put(key, filters.getLast());
    }
    if (last) {
      isComplete = true;
    } else if (!keys.isEmpty()) {
      completeAfter = time(keys.get(keys.size() - 1)); // more may have the same time
    }
    return true;
  }

  private void put(byte[] key, Filter filter) {
    filter.add(key);
    long time = time(key);
    long usual = Instant.now().plus(USUAL_SKEW).getEpochSecond();
    if (Long.compareUnsigned(time, usual) > 0 && ahead.size() < MOST_AHEAD) {
      ahead.add(key); // one wrong clock must not make all others possibly stored
    } else if (Long.compareUnsigned(time, filter.latest) > 0) {
      filter.latest = time;
    }
  }

  private void forget(Filter oldest) {
    hasForgotten = true;
    if (isComplete || Long.compareUnsigned(oldest.latest, completeAfter) > 0) {
      completeAfter = oldest.latest;
    }
    isComplete = false;
    ahead.removeIf(key -> Long.compareUnsigned(time(key), completeAfter) <= 0);
    ahead.forEach(filters.element()::add);
  }

  /** As the index sorts it: a time before 1970 is later than all others. */
  private static long time(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  private static final class Filter {

    private final long[] bits = new long[BITS / Long.SIZE];
    private int count;
    private long latest;

    void add(byte[] key) {
      ByteBuffer bytes = ByteBuffer.wrap(key);
      long hash = bytes.getLong(Long.BYTES);
      long step = bytes.getLong(2 * Long.BYTES);
      for (int i = 0; i < PROBES; i++, hash += step) {
        bits[(int) (hash & (BITS - 1)) >>> 6] |= 1L << hash;
      }
      count++;
    }

    boolean mayContain(byte[] key) {
      ByteBuffer bytes = ByteBuffer.wrap(key);
      long hash = bytes.getLong(Long.BYTES);
      long step = bytes.getLong(2 * Long.BYTES);
      for (int i = 0; i < PROBES; i++, hash += step) {
        if ((bits[(int) (hash & (BITS - 1)) >>> 6] & 1L << hash) == 0) {
          return false;
        }
      }
      return true;
    }
  }
}
