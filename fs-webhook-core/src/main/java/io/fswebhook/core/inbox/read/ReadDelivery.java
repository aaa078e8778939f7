package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.AttemptRecord;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.FilterAnswers;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.ReceivedWith;
import io.fswebhook.core.inbox.TargetResponse;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads all of one delivery. */
record ReadDelivery(Connection connection) {

  Optional<DeliveryDetail> of(String id) throws SQLException {
    return Jdbc.first(
        connection,
        "SELECT "
            + Summaries.COLUMNS
            + ", address, headers, filter_answers, body FROM delivery WHERE id = ?",
        this::detail,
        KeptText.of(id));
  }

  private DeliveryDetail detail(ResultSet row) throws SQLException {
    List<DeliverySummary> delivery = List.of(Summaries.delivery(row));
    return new DeliveryDetail(
        Summaries.withTasks(delivery, connection).get(0),
        row.getBytes(13),
        new ReceivedWith(row.getString(10), headers(row.getString(11))),
        FilterAnswers.ofStored(row.getString(12)),
        attempts(row.getLong(1)),
        before(row.getLong(1)));
  }

  private Map<String, DeliveryDetail.Before> before(long seq) throws SQLException {
    Map<String, DeliveryDetail.Before> before = new LinkedHashMap<>();
    Jdbc.each(
        connection,
        "SELECT t.handler, "
            + first("o.due_at IS NOT NULL")
            + ", "
            + first("o.state = 'dead'")
            + " FROM task t WHERE t.delivery_seq = ? AND t.order_key IS NOT NULL"
            + " AND t.due_at IS NOT NULL",
        row ->
            before.put(
                row.getString(1), new DeliveryDetail.Before(row.getString(2), row.getString(3))),
        seq);
    return before;
  }

  /** The id of the delivery of the first such task of the same key. */
  private static String first(String condition) {
    return "(SELECT id FROM delivery WHERE seq = (SELECT min(o.delivery_seq) FROM task o"
        + " WHERE o.handler = t.handler AND o.order_key = t.order_key"
        + " AND o.delivery_seq < t.delivery_seq AND "
        + condition
        + "))";
  }

  private static Map<String, String> headers(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split(": ", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> headers.put(parts[0], parts[1]));
    return headers;
  }

  private Map<String, List<AttemptRecord>> attempts(long seq) throws SQLException {
    Map<String, List<AttemptRecord>> attempts = new LinkedHashMap<>();
    Jdbc.each(
        connection,
        "SELECT handler, replay, number, started_at, duration_ms, outcome, error, response_status, response_text FROM attempt"
            + " WHERE delivery_seq = ? ORDER BY handler, replay, number",
        row ->
            attempts
                .computeIfAbsent(row.getString(1), handler -> new ArrayList<>())
                .add(attempt(row)),
        seq);
    return attempts;
  }

  private static AttemptRecord attempt(ResultSet row) throws SQLException {
    return new AttemptRecord(
        row.getInt(2),
        row.getInt(3),
        Instant.ofEpochMilli(row.getLong(4)),
        Duration.ofMillis(row.getLong(5)),
        TaskState.of(row.getString(6)),
        row.getString(7),
        response(row));
  }

  private static @Nullable TargetResponse response(ResultSet row) throws SQLException {
    Long status = Jdbc.number(row, 8);
    return status == null ? null : new TargetResponse(status.intValue(), row.getString(9));
  }
}
