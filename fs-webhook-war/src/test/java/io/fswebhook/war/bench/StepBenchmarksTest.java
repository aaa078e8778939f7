package io.fswebhook.war.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepBenchmarksTest {

  private final StepBenchmarks steps = new StepBenchmarks();

  @Test
  void what_is_generated_beside_the_encoding_is_the_same_text() {
    assertThat(steps.generate()).asString().isEqualTo(new String(steps.encode(), UTF_8));
  }

  @Test
  void a_body_has_the_size_that_was_asked_for() throws Exception {
    assertThat(steps.verify().body()).hasSize(700);
    assertThat(steps.parse().event().eventName()).isEqualTo("recording.event.custom");
    assertThat(new Events(Events.Kind.MIXED, 16 << 10).body()).hasSizeBetween(16_370, 16_390);
  }
}
