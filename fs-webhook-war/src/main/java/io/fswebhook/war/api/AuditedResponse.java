package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.war.access.Caller;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operation of the inbox after writing it to the audit log, and responds with the result.
 * Blocks the calling thread, which is one of {@link io.fswebhook.war.http.ApiThreads}.
 *
 * @param limit after which the response is 202 and the operation continues
 */
record AuditedResponse(Operations operations, Duration limit) {

  /**
   * An action.
   *
   * @param name of the action, for the audit log
   * @param target what it applies to
   * @param detail further details; null for none
   */
  record Action(Caller caller, String name, String target, @Nullable String detail) {

    AuditRecord record() {
      return new AuditRecord(caller.name(), caller.role().code(), name, target, detail);
    }
  }

  /** Does nothing if the audit entry cannot be written. */
  <T> CompletionStage<T> audited(Action action, Supplier<CompletionStage<T>> what) {
    return operations.audit(action.record()).thenCompose(written -> what.get());
  }

  <T> Response answer(CompletionStage<T> done, Function<T, Response> answer) {
    try {
      return answer.apply(await(done, System.nanoTime() + limit.toNanos()));
    } catch (TimeoutException e) {
      return accepted(new Outcomes.Running(null, "running"));
    }
  }

  /** As {@link #answer}, for what is of no use later. */
  <T> Response inTime(CompletionStage<T> done, Function<T, Response> answer, String tooLong) {
    try {
      return answer.apply(await(done, System.nanoTime() + limit.toNanos()));
    } catch (TimeoutException e) {
      throw new InboxUnavailableException(tooLong, e);
    }
  }

  /** Writes to the audit log before something is done that does not need the inbox. */
  void write(Action action) {
    var unused =
        inTime(
            operations.audit(action.record()),
            done -> Response.noContent().build(),
            "the audit log took too long, and nothing was done");
  }

  private static Response accepted(Object view) {
    return Response.accepted(view).type(MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static <T> T await(CompletionStage<T> done, long deadline) throws TimeoutException {
    try {
      return done.toCompletableFuture()
          .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InboxUnavailableException("the receiver is stopping");
    }
  }

  /**
   * Starts an operation as {@link #audited} does, and answers with what it did; with 202 and its id
   * where that takes longer. What could not be started in time is not started later.
   *
   * @param checked completes when it may begin
   * @param ended its id and how it ended, as a view
   */
  <T> Response operation(
      CompletionStage<Void> checked,
      Action action,
      Supplier<StartedOperation<T>> what,
      BiFunction<Long, StartedOperation.Ended<T>, Object> ended) {
    long deadline = System.nanoTime() + limit.toNanos();
    AtomicBoolean decided = new AtomicBoolean();
    CompletionStage<StartedOperation<T>> starting =
        checked
            .thenCompose(passed -> operations.audit(action.record()))
            .thenApply(
                written -> {
                  if (decided.compareAndSet(false, true)) {
                    return what.get();
                  }
                  throw tooLate();
                });
    StartedOperation<T> started = started(starting, deadline, decided);
    try {
      return ok(ended.apply(started.id(), await(started.ended(), deadline)));
    } catch (TimeoutException e) {
      return accepted(new Outcomes.Running(String.valueOf(started.id()), "running"));
    }
  }

  private static <T> T started(CompletionStage<T> starting, long deadline, AtomicBoolean decided) {
    try {
      return await(starting, deadline);
    } catch (TimeoutException e) {
      if (decided.compareAndSet(false, true)) {
        throw tooLate();
      }
      return starting.toCompletableFuture().join(); // it begins at this moment
    }
  }

  private static InboxUnavailableException tooLate() {
    return new InboxUnavailableException("the inbox took too long, and nothing was done");
  }

  static Response ok(Object view) {
    return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
