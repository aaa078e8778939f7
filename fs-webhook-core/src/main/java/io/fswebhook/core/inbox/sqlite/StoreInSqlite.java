package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.log.LogEntry;
import io.fswebhook.core.inbox.log.LoggedDelivery;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.VerifiedRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a delivery that is in the receipt log, or will be, or cannot be. */
final class StoreInSqlite extends StoreWrite implements LogEntry {

  private static final Logger LOG = LoggerFactory.getLogger(StoreInSqlite.class);

  private final SpentSignatures spent;
  private final SqliteInbox inbox;
  private final SqliteReceipts receipts;
  private byte[] record; // empty once it is in the inbox
  private Step step;
  private long recordNumber;
  private boolean decided;
  private boolean inserted;
  private Set<String> held = Set.of(); // handlers whose task waits for another of its key
  private long seq;
  private String first = ""; // the id in the answer
  private List<String> unfinished = List.of(); // handlers of the original

  /** What this write is to do. Set by the log's thread before it passes it on. */
  private enum Step {
    /** Nothing yet: it is with the log. */
    LOG,
    /** Decide whether it is a duplicate, and return it to the log. */
    DECIDE,
    /** Store what was logged and answered. */
    FOLLOW,
    /** Store it on disk, and answer. */
    ALONE
  }

  StoreInSqlite(
      NewDelivery delivery, SpentSignatures spent, SqliteInbox inbox, SqliteReceipts receipts) {
    super(delivery);
    this.spent = spent;
    this.inbox = inbox;
    this.receipts = receipts;
    this.record = encoded();
    this.step = Step.LOG;
  }

  /**
   * One that an earlier process logged.
   *
   * @param recordNumber its number in the log; 0 if it is not there any more
   */
  StoreInSqlite(
      String id,
      long recordNumber,
      NewDelivery delivery,
      SpentSignatures spent,
      SqliteInbox inbox,
      SqliteReceipts receipts) {
    super(id, delivery);
    this.spent = spent;
    this.inbox = inbox;
    this.receipts = receipts;
    this.record = encoded();
    this.recordNumber = recordNumber;
    this.step = Step.FOLLOW;
  }

  private byte[] encoded() {
    return toLog().encoded();
  }

  LoggedDelivery toLog() {
    return new LoggedDelivery(
        id(), parsed().request(), parsed().schemaError(), parsed().filterAnswers(), handlers());
  }

  /** The number of its record in the log; 0 while it has none. */
  long recordNumber() {
    return step == Step.FOLLOW ? recordNumber : 0;
  }

  @Override
  public boolean isWithLog() {
    return step == Step.LOG;
  }

  @Override
  public boolean isDecided() {
    return decided;
  }

  @Override
  public boolean isDuplicate() {
    return !first.equals(id());
  }

  @Override
  public byte[] signatureKey() {
    return keys().signature();
  }

  @Override
  public byte[] record() {
    return record;
  }

  @Override
  public void decideFirst() {
    step = Step.DECIDE;
  }

  @Override
  public void logged(long number) {
    recordNumber = number;
    step = Step.FOLLOW;
  }

  @Override
  public void storeAlone() {
    step = Step.ALONE;
  }

  @Override
  public void answer() {
    answer(first.isEmpty() ? id() : first);
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    if (decided && step == Step.FOLLOW) {
      return; // only its place in the log is new
    }
    seq = inbox.nextSeq();
    first = id();
    inserted =
        !spent.includes(keys().signature(), duplicateKey(), session)
            && insertDelivery(session, parsed().request());
    if (inserted) {
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
                + " signed_at, received_at, test, address, headers, schema_error, trace_context,"
                + " filter_answers, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
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
            parsed().schemaError(),
            TraceContext.stored(request.trace()),
            parsed().filterAnswers(),
            request.body())
        == 1;
  }

  /** It finds itself where it was stored before, as a decision or by the process before. */
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
          "INSERT INTO task (delivery_seq, handler, state, attempts, due_at, order_key)"
              + " VALUES (?, ?, 'pending', 0, ?, ?)",
          seq,
          handler,
          now,
          orderKeys().get(handler));
    }
    held = HeldUp.of(seq, orderKeys(), session);
  }

  @Override
  public void committed() {
    if (!decided) {
      decided = true;
      handOut();
    }
    switch (step) {
      case DECIDE -> {
        step = Step.LOG;
        receipts.decided(this);
      }
      case ALONE -> answer();
      case FOLLOW -> followed();
      case LOG -> throw new IllegalStateException("it is with the log");
    }
  }

  private void handOut() {
    if (!inserted) {
      unfinished.stream()
          .filter(handler -> !inbox.isClaimed(new HandlerTask.Key(seq, handler)))
          .forEach(sink()::left);
      return;
    }
    StoredDelivery delivery = new StoredDelivery(seq, first, parsed().request(), parsed().event());
    for (String handler : handlers()) {
      HandlerTask task = newTask(delivery, handler, SqliteInbox.HOLDER);
      boolean taken = !held.contains(handler) && inbox.offer(task, sink());
      if (!taken && task.order() != null) {
        sink().left(handler);
      }
    }
  }

  private void followed() {
    if (isDuplicate()) {
      LOG.error("delivery {} was taken for new, and is the same as {}", id(), first);
    }
    record = new byte[0];
    receipts.followed(this);
  }

  /** What was answered stays in the log, and the next start stores it. */
  @Override
  public void failed(InboxUnavailableException cause) {
    if (step == Step.FOLLOW) {
      receipts.followed(this);
    } else {
      super.failed(cause);
    }
  }

  @Override
  public void refused(NotStorableException cause) {
    if (step == Step.FOLLOW) {
      LOG.error(
          "delivery {} was acknowledged and was not stored: {}; it is kept beside the inbox, and each"
              + " start tries again",
          id(),
          cause.getMessage());
      receipts.keepRefused(this);
      receipts.followed(this);
    } else {
      super.refused(cause);
    }
  }

  /** Once it is answered, it must get into the inbox. */
  @Override
  public boolean persists() {
    return step == Step.FOLLOW;
  }

  /** The log is on disk; what it decides is on disk once it has been in the log. */
  @Override
  public boolean mustBeOnDisk() {
    return step == Step.ALONE;
  }

  @Override
  public boolean isUrgent() {
    return step != Step.FOLLOW;
  }

  /** While it waits for the inbox; what was logged counts as behind instead. */
  @Override
  public int bytes() {
    return step == Step.FOLLOW ? 0 : super.bytes();
  }

  @Override
  public int size() {
    return super.bytes();
  }
}
