package io.fswebhook.war.api;

import io.fswebhook.core.inbox.AttemptRecord;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliveryPage;
import io.fswebhook.core.inbox.DeliverySource;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.ReceivedWith;
import io.fswebhook.core.inbox.TargetResponse;
import io.fswebhook.core.inbox.TaskSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the API; lists omit the body and what follows it. Public for JSON-B.
 *
 * @param violatesSchema whether its body violates its schema
 * @param schemaError how; null if it does not, and in a list
 * @param unmatched the handlers that did not get it, because their filters did not match; null in a
 *     list
 * @param notSubscribed the other handlers that have no task, and why; null in a list and the feed
 * @param address null in a list
 */
public record DeliveryView(
    String id,
    String source,
    String event,
    @Nullable String organisation,
    String receivedAt,
    @Nullable String signedAt,
    int size,
    boolean test,
    boolean violatesSchema,
    List<TaskView> tasks,
    @Nullable List<String> unmatched,
    @Nullable List<NotSubscribed> notSubscribed,
    @Nullable String body,
    @Nullable String schemaError,
    @Nullable String address,
    @Nullable Map<String, String> headers,
    @Nullable SignatureView signature) {

  static final String CURSOR = "deliveries";

  /**
   * The state of one handler's task; lists omit the history.
   *
   * @param waitingFor why it is not attempted although it is due; null if it is not due, or will be
   *     attempted
   * @param waitsForDelivery the delivery of the same ordering key that comes first; null for none,
   *     and in a list
   */
  public record TaskView(
      String handler,
      String state,
      int attempts,
      int replays,
      @Nullable String dueAt,
      @Nullable String waitingFor,
      @Nullable String waitsForDelivery,
      @Nullable String error,
      @Nullable List<AttemptView> history) {}

  /** A finished attempt. */
  public record AttemptView(
      int replay,
      int number,
      String startedAt,
      long durationMillis,
      String outcome,
      @Nullable String error,
      @Nullable TargetResponse response) {}

  /** One page. */
  public record Page(
      List<DeliveryView> items, @Nullable String nextCursor, @Nullable String searchedTo) {}

  static Page of(DeliveryPage page, WaitingFor waiting) {
    return new Page(
        page.items().stream().map(each -> of(each, waiting)).toList(),
        Cursor.of(CURSOR, page.next()),
        Times.textOrNull(page.searchedTo()));
  }

  static DeliveryView of(DeliverySummary summary, WaitingFor waiting) {
    return view(
        summary,
        summary.tasks().stream().map(task -> task(task, waiting, null, null)).toList(),
        null,
        null,
        null,
        null,
        null);
  }

  static DeliveryView of(
      DeliveryDetail detail,
      @Nullable List<NotSubscribed> notSubscribed,
      String body,
      List<String> signatureHeaders,
      WaitingFor waiting) {
    return view(
        detail.summary(),
        detail.summary().tasks().stream()
            .map(
                task ->
                    task(
                        task,
                        waiting,
                        waiting.before(task.handler(), detail.before().get(task.handler())),
                        history(detail, task.handler())))
            .toList(),
        detail.filterAnswers().unmatched(),
        notSubscribed,
        body,
        detail.receivedWith(),
        SignatureView.of(detail, signatureHeaders));
  }

  private static DeliveryView view(
      DeliverySummary summary,
      List<TaskView> tasks,
      @Nullable List<String> unmatched,
      @Nullable List<NotSubscribed> notSubscribed,
      @Nullable String body,
      @Nullable ReceivedWith with,
      @Nullable SignatureView signature) {
    return new DeliveryView(
        summary.id(),
        DeliverySource.of(summary.eventName()).code(),
        summary.eventName(),
        summary.orgId(),
        Times.text(summary.receivedAt()),
        Times.textOrNull(summary.signedAt()),
        summary.size(),
        summary.test(),
        summary.schemaError() != null,
        tasks,
        unmatched,
        notSubscribed,
        body,
        body == null ? null : summary.schemaError(),
        with == null ? null : with.address(),
        with == null ? null : with.headers(),
        signature);
  }

  private static List<AttemptView> history(DeliveryDetail detail, String handler) {
    return detail.attempts().getOrDefault(handler, List.of()).stream()
        .map(DeliveryView::attempt)
        .toList();
  }

  private static TaskView task(
      TaskSummary task,
      WaitingFor waiting,
      @Nullable String before,
      @Nullable List<AttemptView> history) {
    return new TaskView(
        task.handler(),
        task.state().code(),
        task.attempts(),
        task.replays(),
        Times.textOrNull(task.dueAt()),
        waiting.of(task),
        before,
        task.error(),
        history);
  }

  private static AttemptView attempt(AttemptRecord attempt) {
    return new AttemptView(
        attempt.replay(),
        attempt.number(),
        Times.text(attempt.startedAt()),
        attempt.duration().toMillis(),
        attempt.outcome().code(),
        attempt.error(),
        attempt.response());
  }

  /**
   * The parts of a valid signature. Public for JSON-B.
   *
   * @param timestamp in seconds, as signed
   * @param value truncated, so that it cannot be replayed
   */
  public record SignatureView(
      String header, @Nullable String organisation, @Nullable Long timestamp, String value) {

    private static final String VALUE = "v:";

    /** Null if an earlier version stored the delivery. */
    static @Nullable SignatureView of(DeliveryDetail detail, List<String> signatureHeaders) {
      ReceivedWith with = detail.receivedWith();
      if (with == null) {
        return null;
      }
      for (String header : signatureHeaders) {
        String line = valueOf(header, with.headers());
        if (line != null) {
          Instant signedAt = detail.summary().signedAt();
          return new SignatureView(
              header,
              detail.summary().orgId(),
              signedAt == null ? null : signedAt.getEpochSecond(),
              value(line));
        }
      }
      return null;
    }

    private static @Nullable String valueOf(String header, Map<String, String> headers) {
      for (Map.Entry<String, String> each : headers.entrySet()) {
        if (each.getKey().equalsIgnoreCase(header)) {
          return each.getValue();
        }
      }
      return null;
    }

    private static String value(String line) {
      for (String part : line.split(",", -1)) {
        if (part.startsWith(VALUE)) {
          return part.substring(VALUE.length());
        }
      }
      return line;
    }
  }
}
