package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads the youngest traces of rejected requests. */
final class ReadRejections implements Work {

  private final int limit;
  private final CompletableFuture<List<Rejection>> result = new CompletableFuture<>();
  private List<Rejection> found = List.of();

  ReadRejections(int limit) {
    this.limit = limit;
  }

  CompletableFuture<List<Rejection>> rejections() {
    return result;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT received_at, address, reason, detail, header, size, body_start, left_out"
                + " FROM rejection ORDER BY id DESC LIMIT ?");
    select.setInt(1, limit);
    found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Rejection(
                Instant.ofEpochMilli(rows.getLong(1)),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getInt(6),
                rows.getBytes(7),
                rows.getLong(8)));
      }
    }
  }

  @Override
  public void committed() {
    result.complete(List.copyOf(found));
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    result.completeExceptionally(cause);
  }
}
