package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fswebhook.core.Operations;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditedResponseTest {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final Action action =
      new Action(new Caller("ann", Role.OPERATOR, Caller.Via.TOKEN, null, null), "a", "b", null);
  private final Operations operations = mock();
  private final Supplier<CompletionStage<String>> what = mock();

  @BeforeEach
  void nothingIsEverDone() {
    when(what.get()).thenReturn(new CompletableFuture<>());
  }

  @Test
  void what_takes_longer_is_answered_202_and_goes_on() {
    CompletableFuture<String> done = new CompletableFuture<>();
    when(operations.audit(any())).thenReturn(CompletableFuture.completedFuture(null));
    when(what.get()).thenReturn(done);

    assertThat(act().getStatus()).isEqualTo(202);
    assertThat(done).isNotDone();
  }

  @Test
  void nothing_is_done_before_it_is_written_down_who_wants_it() {
    when(operations.audit(any())).thenReturn(new CompletableFuture<>());

    act();

    verify(what, never()).get();
  }

  @Test
  void nothing_is_done_when_that_cannot_be_written_down() {
    InboxUnavailableException failure = new InboxUnavailableException("no disk");
    when(operations.audit(any())).thenReturn(CompletableFuture.failedFuture(failure));

    assertThatThrownBy(this::act).isSameAs(failure);
    verify(what, never()).get();
  }

  @Test
  void an_operation_that_takes_longer_is_answered_with_its_id() {
    when(operations.audit(any())).thenReturn(CompletableFuture.completedFuture(null));
    CompletableFuture<StartedOperation.Ended<String>> ended = new CompletableFuture<>();
    StartedOperation<String> started = new StartedOperation<>(7, ended);

    Response running = operation(DONE, () -> started);
    ended.complete(new StartedOperation.Ended<>(BulkOperation.State.DONE, "x"));
    Response done = operation(DONE, () -> started);

    assertThat(running.getStatus()).isEqualTo(202);
    assertThat(running.getEntity()).isEqualTo(new Outcomes.Running("7", "running"));
    assertThat(done.getStatus()).isEqualTo(200);
    assertThat(done.getEntity()).isEqualTo("7 x");
  }

  @Test
  void an_operation_that_cannot_begin_in_time_does_not_begin_later() {
    when(operations.audit(any())).thenReturn(CompletableFuture.completedFuture(null));
    CompletableFuture<Void> checked = new CompletableFuture<>();
    Supplier<StartedOperation<String>> start = mock();

    assertThatThrownBy(() -> operation(checked, start))
        .isInstanceOf(InboxUnavailableException.class);
    checked.complete(null);

    verify(start, never()).get();
  }

  @Test
  void a_count_that_takes_too_long_is_not_said_to_run_on() {
    assertThatThrownBy(
            () ->
                response()
                    .inTime(new CompletableFuture<String>(), x -> Response.ok().build(), "narrow"))
        .isInstanceOf(InboxUnavailableException.class)
        .hasMessage("narrow");
  }

  private Response operation(
      CompletionStage<Void> checked, Supplier<StartedOperation<String>> start) {
    return response().operation(checked, action, start, (id, end) -> id + " " + end.result());
  }

  private AuditedResponse response() {
    return new AuditedResponse(operations, Duration.ofMillis(50));
  }

  private Response act() {
    AuditedResponse response = response();
    return response.answer(response.audited(action, what), done -> Response.ok().build());
  }
}
