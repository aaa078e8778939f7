package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.verify.VerifiedRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

final class StoreInSqlite extends StoreWrite {

  private final SpentSignatures spent;
  private final SqliteInbox inbox;
  private long seq;
  private String first = ""; // the id in the answer
  private List<String> unfinished = List.of(); // handlers of the original

  StoreInSqlite(NewDelivery delivery, SpentSignatures spent, SqliteInbox inbox) {
    super(delivery);
    this.spent = spent;
    this.inbox = inbox;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    seq = inbox.nextSeq();
    first = id();
    boolean isNew =
        !spent.includes(keys().signature(), duplicateKey(), session)
            && insertDelivery(session, parsed().request());
    if (isNew) {
      insertTasks(session);
      return;
    }
    findFirst(session);
    unfinished = findUnfinished(session);
  }

  private boolean insertDelivery(WriteSession session, VerifiedRequest request)
      throws SQLException {
    return session.update(
            "INSERT INTO delivery (seq, id, duplicate_key, signature_key, body_key, event_name, org_id,"
                + " signed_at, received_at, test, address, headers, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            seq,
            id(),
            duplicateKey(),
            keys().signature(),
            keys().body(),
            EventNames.kept(parsed().event().eventName()),
            request.orgId(),
            Jdbc.seconds(request.signedAt()),
            request.receivedAt().toEpochMilli(),
            request.origin().test() ? 1 : 0,
            request.origin().address(),
            request.origin().headers(),
            request.body())
        == 1;
  }

  private void findFirst(WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement("SELECT seq, id, signature_key FROM delivery WHERE duplicate_key = ?");
    try (ResultSet found = Jdbc.bind(select, duplicateKey()).executeQuery()) {
      if (found.next()) {
        seq = found.getLong(1);
        first = found.getString(2);
        if (!Arrays.equals(found.getBytes(3), keys().signature())) {
          spent.keep(keys(), first, parsed().request().signedAt(), session);
        }
        return;
      }
    }
    String deleted = spent.firstOf(keys().signature(), duplicateKey(), session);
    if (deleted == null) {
      throw new SQLException("a delivery conflicts with one that does not exist");
    }
    first = deleted;
    spent.keep(keys(), first, parsed().request().signedAt(), session);
  }

  private List<String> findUnfinished(WriteSession session) throws SQLException {
    return session.list(
        "SELECT handler FROM task WHERE delivery_seq = ? AND due_at IS NOT NULL",
        row -> row.getString(1),
        seq);
  }

  /** Due now by the steady clock, which may differ from the clock of the request. */
  private void insertTasks(WriteSession session) throws SQLException {
    long now = session.now();
    for (String handler : handlers()) {
      session.update(
          "INSERT INTO task (delivery_seq, handler, state, attempts, due_at)"
              + " VALUES (?, ?, 'pending', 0, ?)",
          seq,
          handler,
          now);
    }
  }

  @Override
  public void committed() {
    boolean isNew = first.equals(id());
    if (isNew) {
      StoredDelivery delivery =
          new StoredDelivery(seq, first, parsed().request(), parsed().event());
      for (String handler : handlers()) {
        inbox.offer(new HandlerTask(delivery, handler, 0, SqliteInbox.HOLDER), sink());
      }
    } else {
      unfinished.stream()
          .filter(handler -> !inbox.isClaimed(new HandlerTask.Key(seq, handler)))
          .forEach(sink()::left);
    }
    answer(first);
  }
}
