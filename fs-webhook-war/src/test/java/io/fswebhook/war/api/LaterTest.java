package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fswebhook.core.Operations;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.Later.Action;
import io.fswebhook.war.http.AnswerThreads;
import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class LaterTest {

  private static final int MOST_MILLIS = 20_000;

  private final Action action =
      new Action(new Caller("ann", Role.OPERATOR, Caller.Via.TOKEN, null, null), "a", "b", null);
  private final AnswerThreads threads = new AnswerThreads(Duration.ofMillis(50));
  private final Operations operations = mock();
  private final AsyncResponse response = mock();
  private final Supplier<CompletionStage<String>> what = mock();

  @BeforeEach
  void nothingIsEverDone() {
    when(what.get()).thenReturn(new CompletableFuture<>());
  }

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void what_takes_longer_is_answered_202_and_goes_on() {
    when(operations.audit(any())).thenReturn(CompletableFuture.completedFuture(null));

    act();

    ArgumentCaptor<Object> answer = ArgumentCaptor.forClass(Object.class);
    verify(response, timeout(MOST_MILLIS)).resume(answer.capture());
    assertThat(((Response) answer.getValue()).getStatus()).isEqualTo(202);
    verify(what).get();
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

    act();

    verify(response, timeout(MOST_MILLIS)).resume((Throwable) failure);
    verify(what, never()).get();
  }

  private void act() {
    new Later(threads, operations).act(response, action, what, done -> Response.ok().build());
  }
}
