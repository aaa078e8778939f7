package io.fswebhook.core.inbox.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tasks of a handler that its order lets begin: the first unfinished one of each key, and
 * those without a key. Looks at a bounded number in each claim.
 */
public final class FindInOrder {

  /** How many keys, and how many tasks without a key, a claim looks at. */
  public static final int MOST = 250;

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LATER = Duration.ofSeconds(1);

  private final OrderTables tables;
  private final OrderRound round;
  private final int limit;
  private final List<Long> found = new ArrayList<>();
  private boolean exhausted;
  private @Nullable Duration lookAgainIn;

  public FindInOrder(OrderTables tables, OrderRound round, int limit) {
    this.tables = tables;
    this.round = round;
    this.limit = limit;
  }

  /** The numbers of their deliveries. */
  public List<Long> found() throws SQLException {
    boolean hasAllKeyless = findKeyless();
    boolean hasAllKeys = findFirstOfKeys();
    if (!found.isEmpty()) {
      round.found();
    }
    exhausted = !isFull() && (hasAllKeys || round.wasBarren());
    lookAgainIn = hasAllKeys ? (hasAllKeyless ? null : SOON) : LATER;
    return found;
  }

  /** Whether nothing else may begin now. */
  public boolean isExhausted() {
    return exhausted;
  }

  /** When to look at those that were not looked at, if it is exhausted; null if all were. */
  public @Nullable Duration lookAgainIn() {
    return lookAgainIn;
  }

  private boolean findKeyless() throws SQLException {
    if (!round.looksForKeyless()) {
      return round.hasAllKeyless();
    }
    int before = found.size();
    int looked = 0;
    OrderRound.Place reached = round.keyless();
    for (OrderTables.Waiting due : tables.due(reached.dueAt(), reached.seq())) {
      if (isFull()) {
        break;
      }
      looked++;
      reached = new OrderRound.Place(due.dueAt(), due.seq());
      if (due.free()) {
        found.add(due.seq());
      }
    }
    boolean isEnd = looked < MOST && !isFull();
    round.lookedForKeyless(isEnd ? OrderRound.Place.BEGIN : reached, found.size() > before);
    return isEnd;
  }

  private boolean findFirstOfKeys() throws SQLException {
    long from = round.key();
    if (!goThrough(from, Long.MAX_VALUE)) {
      return false;
    }
    round.ended();
    if (from > OrderRound.BEGIN && !goThrough(OrderRound.BEGIN, from)) {
      return false;
    }
    round.at(OrderRound.BEGIN);
    return true;
  }

  /** Returns false if there may be more of these keys. */
  private boolean goThrough(long after, long upTo) throws SQLException {
    if (isFull()) {
      return false;
    }
    for (OrderTables.First first : tables.firstOfKeys(after, upTo, limit - found.size())) {
      round.at(first.key());
      if (first.free()) {
        found.add(first.seq());
      }
      if (isFull() || first.place() == MOST) {
        return false;
      }
    }
    return true;
  }

  private boolean isFull() {
    return found.size() >= limit;
  }
}
