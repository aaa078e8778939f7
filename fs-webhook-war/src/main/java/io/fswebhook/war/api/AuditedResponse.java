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
 * Has the inbox do something once it is written down who wants that, and answers with what came of
 * it. Waits on the thread of the caller, which is one of the API's.
 *
 * @param limit after which the answer is 202 and what was begun goes on
 */
record AuditedResponse(Operations operations, Duration limit) {

  /**
   * An action.
   *
   * @param name of the action, for the audit
   * @param target what it is done to
   * @param detail what else is to be known; null for nothing
   */
  record Action(Caller caller, String name, String target, @Nullable String detail) {

    AuditRecord record() {
      return new AuditRecord(caller.name(), caller.role().code(), name, target, detail);
    }
  }

  /** Nothing is done where it cannot be written down. */
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
      throw new InboxUnavailableException("the receiver stops");
    }
  }

  static Response ok(Object view) {
    return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
