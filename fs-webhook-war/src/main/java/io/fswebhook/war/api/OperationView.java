package io.fswebhook.war.api;

import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.TaskFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation in the API. Public for JSON-B.
 *
 * @param matched null until the tasks are counted
 * @param handlers null for each task's own
 */
public record OperationView(
    String id,
    String kind,
    String state,
    @Nullable Long matched,
    long done,
    long succeeded,
    long failed,
    long open,
    String who,
    String role,
    FilterView filter,
    @Nullable List<String> handlers,
    String startedAt,
    @Nullable String endedAt,
    @Nullable String detail) {

  /** A filter as it was sent. */
  public record FilterView(
      @Nullable String source,
      @Nullable String event,
      @Nullable String state,
      @Nullable String handler,
      @Nullable String organisation,
      @Nullable String from,
      @Nullable String before,
      @Nullable String text,
      @Nullable String error,
      @Nullable List<String> ids) {

    static FilterView of(TaskFilter filter) {
      return new FilterView(
          filter.source() == null ? null : filter.source().code(),
          filter.eventName(),
          filter.state() == null ? null : filter.state().code(),
          filter.handler(),
          filter.orgId(),
          Times.textOrNull(filter.receivedFrom()),
          Times.textOrNull(filter.receivedBefore()),
          filter.text(),
          filter.error() == null ? null : Filters.error(filter.error()),
          filter.deliveryIds());
    }
  }

  static OperationView of(BulkOperation operation) {
    return new OperationView(
        String.valueOf(operation.id()),
        operation.kind().code(),
        operation.state().code(),
        operation.matched(),
        operation.done(),
        operation.result().succeeded(),
        operation.result().failed(),
        operation.result().open(),
        operation.request().who(),
        operation.request().role(),
        FilterView.of(operation.request().filter()),
        operation.request().handlers(),
        Times.text(operation.startedAt()),
        Times.textOrNull(operation.endedAt()),
        operation.detail());
  }
}
