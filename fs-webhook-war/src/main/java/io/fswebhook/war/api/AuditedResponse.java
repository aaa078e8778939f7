package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.war.access.Caller;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
      return answer.apply(done.toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Response.accepted(new Outcomes.Running("running"))
          .type(MediaType.APPLICATION_JSON_TYPE)
          .build();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InboxUnavailableException("the receiver is stopping");
    }
  }

  static Response ok(Object view) {
    return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
