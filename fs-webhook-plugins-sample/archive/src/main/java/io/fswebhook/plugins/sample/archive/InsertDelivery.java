package io.fswebhook.plugins.sample.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.plugins.sample.support.EventFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a row unless it exists. A body that {@code jsonb} cannot represent, such as one with
 * {@code \u005cu0000} in a text, goes into {@code raw_body} verbatim instead: the archive has every
 * delivery.
 */
final class InsertDelivery {

  private static final int BODY = 8;
  private static final int RAW_BODY = 9;

  private final String statement;

  InsertDelivery(TableName table) {
    statement =
        "INSERT INTO "
            + table
            + " (delivery_id, event_name, event_version, org_id, event_time, received_at,"
            + " signed_at, body, raw_body)"
            + " VALUES (?::uuid, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)"
            + " ON CONFLICT (delivery_id) DO NOTHING";
  }

  void run(Connection connection, Delivery delivery) throws SQLException {
    try {
      insert(connection, delivery, new String(delivery.body(), UTF_8), null);
    } catch (SQLException e) {
      if (!DatabaseState.of(e).isUnfitValue()) {
        throw e;
      }
      insert(connection, delivery, null, delivery.body());
    }
  }

  private void insert(
      Connection connection, Delivery delivery, @Nullable String body, byte @Nullable [] rawBody)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(statement)) {
      setFacts(insert, delivery);
      insert.setString(BODY, body);
      insert.setBytes(RAW_BODY, rawBody);
      insert.executeUpdate();
    }
  }

  private static void setFacts(PreparedStatement insert, Delivery delivery) throws SQLException {
    insert.setString(1, delivery.id());
    // the only character that PostgreSQL's text type does not support
    insert.setString(2, delivery.event().eventName().replace('\0', '\ufffd'));
    insert.setInt(3, delivery.event().version());
    insert.setString(4, delivery.orgId());
    insert.setObject(5, utc(EventFacts.timeOf(delivery)));
    insert.setObject(6, utc(delivery.receivedAt()));
    insert.setObject(7, utc(delivery.signedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
