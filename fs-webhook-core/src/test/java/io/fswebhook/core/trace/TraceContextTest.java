package io.fswebhook.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

  private static final String IDS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";

  /** The second one has another flag beside it. */
  @ParameterizedTest
  @ValueSource(strings = {"01", "03"})
  void a_sampled_one_is_stored_whole(String flags) {
    TraceContext trace = new TraceContext(IDS + flags, "vendor=of it");

    assertThat(TraceContext.ofStored(TraceContext.stored(trace))).isEqualTo(trace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02"})
  void of_one_that_is_not_sampled_only_that_is_stored(String flags) {
    String stored = TraceContext.stored(new TraceContext(IDS + flags, "vendor=of it"));

    assertThat(stored).hasSize(1);
    TraceContext again = Objects.requireNonNull(TraceContext.ofStored(stored));
    assertThat(again.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    assertThat(again.tracestate()).isNull();
    assertThat(again).isNotEqualTo(TraceContext.ofStored(stored));
  }

  @Test
  void none_is_stored_as_none() {
    assertThat(TraceContext.stored(null)).isNull();
    assertThat(TraceContext.ofStored(null)).isNull();
  }
}
