package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.http.AnswerThreads;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what somebody wants done, once it is written down who that was, and answers when it is done:
 * on threads that may wait for a slow client, which those of the inbox may not.
 *
 * <p>Never {@code resume(x ? a : b)} with an exception on one side: Java takes the method for
 * objects, and Jersey shows the stack trace as JSON.
 */
record Later(AnswerThreads threads, Operations operations) {

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

  /** Goes on when a check is passed, and answers with its problem when it is not. */
  void check(AsyncResponse response, CompletionStage<Void> check, Runnable goOn) {
    var unused =
        check.whenComplete(
            (passed, failure) -> {
              if (failure == null) {
                goOn.run();
              } else {
                answer(
                    response, CompletableFuture.<Response>failedFuture(failure), answer -> answer);
              }
            });
  }

  /** Writes the action down, does it, and answers with what came out. */
  <T> void act(
      AsyncResponse response,
      Action action,
      Supplier<CompletionStage<T>> what,
      Function<T, Response> answer) {
    CompletionStage<T> done = operations.audit(action.record()).thenCompose(written -> what.get());
    answer(response, done, answer);
  }

  /** Answers with what came out; what is not done within the inbox's time goes on. */
  <T> void answer(AsyncResponse response, CompletionStage<T> done, Function<T, Response> answer) {
    threads.answer(
        done,
        (result, failure) -> {
          if (failure == null) {
            response.resume(answer.apply(result));
          } else {
            resume(response, failure);
          }
        });
  }

  private static void resume(AsyncResponse response, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      response.resume(
          Response.accepted(new Outcomes.Running("running"))
              .type(MediaType.APPLICATION_JSON_TYPE)
              .build());
    } else {
      response.resume(cause);
    }
  }

  static Response ok(Object view) {
    return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
