package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.observe.ReceiverObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What cannot even be asked of the inbox, such as for lack of memory, is asked again. */
class RefusedClaimTest extends DispatchFixture {

  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean read = new AtomicBoolean();

  private final class Refusing extends InboxSpy {

    private Refusing() {
      super(inbox);
    }

    @Override
    public CompletionStage<Claim> claim(String handler, int limit) {
      if (!claimed.getAndSet(true)) {
        throw new OutOfMemoryError("no memory for a claim");
      }
      return super.claim(handler, limit);
    }

    @Override
    public CompletionStage<Map<String, HandlerControl>> controls() {
      if (read.compareAndSet(false, true)) {
        throw new OutOfMemoryError("no memory for a look");
      }
      return super.controls();
    }
  }

  @Test
  void a_claim_that_could_not_be_asked_for_holds_up_nothing_for_ever() {
    read.set(true); // this one works
    Dispatcher dispatcher = start(ReceiverObserver.NONE, new Refusing(), handler("a", seen::add));

    String id = receive(dispatcher, "1", List.of("a"));

    await().until(() -> task(id, "a").equals("succeeded 1"));
    assertThat(claimed).isTrue();
  }

  @Test
  void whether_handlers_are_paused_is_asked_again() {
    Refusing refusing = new Refusing();
    Controls controls = new Controls(refusing, List.of());
    assertThatThrownBy(controls::read).isInstanceOf(OutOfMemoryError.class);
    read.set(false);

    assertThatThrownBy(controls::read).isInstanceOf(OutOfMemoryError.class);
  }
}
