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

  private Response act() {
    AuditedResponse response = new AuditedResponse(operations, Duration.ofMillis(50));
    return response.answer(response.audited(action, what), done -> Response.ok().build());
  }
}
