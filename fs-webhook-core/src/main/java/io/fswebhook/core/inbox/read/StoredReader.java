package io.fswebhook.core.inbox.read;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.AuditPage;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliveryPage;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.RejectionPage;
import io.fswebhook.core.inbox.RejectionQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what is stored, whatever it is stored in. */
public final class StoredReader implements InboxReader {

  private final ReadSource source;

  public StoredReader(ReadSource source) {
    this.source = source;
  }

  @Override
  public DeliveryPage deliveries(DeliveryQuery query) {
    return read(connection -> new ListDeliveries(query, source.bodyHolds(), connection).page());
  }

  @Override
  public Optional<DeliveryDetail> delivery(String id) {
    return read(connection -> new ReadDelivery(connection).of(id));
  }

  @Override
  public Map<String, Long> waiting() {
    return read(connection -> CountWaiting.by(source.countWaiting(), connection));
  }

  @Override
  public long dead() {
    return read(CountWaiting::dead);
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
  public AuditPage audit(@Nullable Long before, int limit) {
    return read(connection -> ReadAudit.page(before, limit, connection));
  }

  private <T> T read(Question<T> question) {
    try (Connection connection = source.connect()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new InboxUnavailableException(
          "the inbox " + source + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Something that is asked. */
  @FunctionalInterface
  private interface Question<T> {

    T ask(Connection connection) throws SQLException;
  }
}
