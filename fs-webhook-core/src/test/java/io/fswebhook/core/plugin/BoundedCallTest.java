package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundedCallTest {

  @Test
  void an_interrupt_does_not_cut_the_call_off_and_is_not_lost() throws Exception {
    BoundedCall call =
        new BoundedCall("a call", "Wait", getClass().getClassLoader(), Duration.ofSeconds(20));
    Thread.currentThread().interrupt();

    String result;
    boolean interrupted;
    try {
      result = call.run(() -> "done");
    } finally {
      interrupted = Thread.interrupted();
    }

    assertThat(result).isEqualTo("done");
    assertThat(interrupted).isTrue();
  }
}
