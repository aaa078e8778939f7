package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.ListPlace;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places in the order of receipt: a number, and when the delivery that has it was received. */
record FeedPlaces(Connection connection) {

  private static final String LAST =
      "SELECT seq, received_at FROM delivery WHERE seq < ? ORDER BY seq DESC LIMIT 1";

  /** The newest delivery, or the beginning of an empty inbox. */
  ListPlace newest() throws SQLException {
    return last(Window.NO_TOP, new ListPlace(Instant.EPOCH, 0));
  }

  /** The last delivery below a number. */
  ListPlace last(long below, ListPlace otherwise) throws SQLException {
    return Jdbc.first(connection, LAST, FeedPlaces::place, below).orElse(otherwise);
  }

  private static ListPlace place(ResultSet row) throws SQLException {
    return new ListPlace(Instant.ofEpochMilli(row.getLong(2)), row.getLong(1));
  }

  /** Before what was received from a time on; the newest without a time. */
  ListPlace since(@Nullable Instant from, ListPlace newest) throws SQLException {
    if (from == null) {
      return newest;
    }
    long floor = TimeSpan.floor(from, connection);
    return floor > newest.id() ? newest : new ListPlace(from, floor - 1);
  }

  /**
   * The place itself, or, in an inbox that numbers its deliveries otherwise, as one does that was
   * restored from a backup, the place by its time: a reader sees some deliveries again, and misses
   * none.
   */
  ListPlace found(ListPlace place, ListPlace newest) throws SQLException {
    Optional<ListPlace> there =
        Jdbc.first(
            connection,
            "SELECT seq, received_at FROM delivery WHERE seq = ?",
            FeedPlaces::place,
            place.id());
    boolean isOther = there.isPresent() && !there.get().equals(place);
    return isOther || place.id() > newest.id() ? since(place.at(), newest) : place;
  }

  /** The next few above a place; of the newest number at most. */
  Window above(long place, long newest, int few) throws SQLException {
    long bottom =
        Jdbc.first(
                connection,
                "SELECT min(seq) FROM delivery WHERE seq > ?",
                row -> Jdbc.number(row, 1),
                place)
            .orElse(newest);
    return new Window(bottom, Math.min(bottom + few, newest + 1));
  }
}
