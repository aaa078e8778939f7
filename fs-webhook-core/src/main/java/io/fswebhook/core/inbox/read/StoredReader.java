package io.fswebhook.core.inbox.read;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.AlertPage;
import io.fswebhook.core.inbox.AlertQuery;
import io.fswebhook.core.inbox.AuditEntry;
import io.fswebhook.core.inbox.AuditPage;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliveryPage;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.ErrorGroups;
import io.fswebhook.core.inbox.FeedPage;
import io.fswebhook.core.inbox.FeedQuery;
import io.fswebhook.core.inbox.HandlerStep;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.ListPlace;
import io.fswebhook.core.inbox.OperationPage;
import io.fswebhook.core.inbox.RejectionPage;
import io.fswebhook.core.inbox.RejectionQuery;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the inbox, independent of the database. */
public record StoredReader(ReadSource source) implements InboxReader {

  @Override
  public DeliveryPage deliveries(DeliveryQuery query) {
    return read(connection -> new ListDeliveries(query, source.bodyHolds(), connection).page());
  }

  @Override
  public FeedPage feed(FeedQuery query) {
    return read(connection -> new FollowDeliveries(query, source, connection).page());
  }

  @Override
  public Optional<DeliveryDetail> delivery(String id) {
    return read(connection -> new ReadDelivery(connection).of(id));
  }

  @Override
  public ErrorGroups errorGroups(TaskFilter filter) {
    return read(connection -> new GroupErrors(filter, source.bodyHolds(), connection).groups());
  }

  @Override
  public Backlog backlog() {
    return read(connection -> new CountBacklog(source.countUnfinished()).of(connection));
  }

  @Override
  public Map<String, Long> sizes() {
    return read(source::sizes);
  }

  @Override
  public RejectionPage rejections(RejectionQuery query) {
    return read(connection -> new ReadRejections(connection).page(query));
  }

  @Override
  public Optional<KeptRejection> rejection(long id) {
    return read(connection -> new ReadRejections(connection).one(id));
  }

  @Override
  public List<ActivityStep> activity(Instant from, Instant before, Duration step) {
    return read(connection -> new ReadActivity(from, before, step).steps(connection));
  }

  @Override
  public List<HandlerStep> activity(String handler, Instant from, Instant before, Duration step) {
    return read(connection -> new ReadActivity(from, before, step).steps(handler, connection));
  }

  @Override
  public OperationPage operations(@Nullable ListPlace before, int limit) {
    return read(connection -> new ReadOperations(connection).page(before, limit));
  }

  @Override
  public Optional<BulkOperation> operation(long id) {
    return read(connection -> new ReadOperations(connection).one(id));
  }

  @Override
  public AlertPage alerts(AlertQuery query) {
    return read(connection -> new ListAlerts(connection).page(query));
  }

  @Override
  public Optional<KeptAlert> alert(long id) {
    return read(connection -> new ListAlerts(connection).one(id));
  }

  @Override
  public AuditPage audit(@Nullable Long before, int limit) {
    return read(connection -> audit(before, limit, connection));
  }

  private static AuditPage audit(@Nullable Long before, int limit, Connection connection)
      throws SQLException {
    List<AuditEntry> found =
        Jdbc.list(
            connection,
            "SELECT id, at, who, role, action, target, detail FROM audit WHERE id < ?"
                + " ORDER BY id DESC LIMIT ?",
            StoredReader::entry,
            before == null ? Long.MAX_VALUE : before,
            limit + 1);
    if (found.size() <= limit) {
      return new AuditPage(found, null);
    }
    return new AuditPage(found.subList(0, limit), found.get(limit - 1).id());
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        new AuditRecord(
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7)));
  }

  private <T> T read(Question<T> question) {
    try (Connection connection = source.connect()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new InboxUnavailableException(
          "the inbox " + source + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A query. */
  @FunctionalInterface
  private interface Question<T> {

    T ask(Connection connection) throws SQLException;
  }
}
