package io.fswebhook.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SlowStepTest {

  private static final String THREAD = "fs-webhook-slow-step";

  @Test
  void its_thread_has_ended_when_the_step_has() {
    for (int i = 0; i < 200; i++) {
      SlowStep.of("trying", () -> {});
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().equals(THREAD));
    }
  }

  @Test
  void what_the_step_throws_comes_through_and_an_interrupt_stays() {
    assertThatThrownBy(
            () ->
                SlowStep.of(
                    "trying",
                    () -> {
                      Thread.currentThread().interrupt();
                      throw new IllegalStateException("as it is");
                    }))
        .hasMessage("as it is");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals(THREAD));
  }
}
