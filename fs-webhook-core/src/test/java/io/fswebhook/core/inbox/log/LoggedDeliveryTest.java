package io.fswebhook.core.inbox.log;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.raw;
import static io.fswebhook.core.testing.SignedRequests.traced;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedDeliveryTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"none", "vendor=of it", "a=1,b=2"})
  void the_trace_is_read_back_as_it_was(@Nullable String state) throws Exception {
    TraceContext trace = new TraceContext(PARENT, state);

    assertThat(readBack(trace).request().trace()).isEqualTo(trace);
  }

  @Test
  void without_a_trace_there_is_none() throws Exception {
    assertThat(readBack(null).request().trace()).isNull();
  }

  @Test
  void all_else_is_read_back_too() throws Exception {
    LoggedDelivery read = readBack(null);

    assertThat(read.id()).isEqualTo("an id");
    assertThat(read.handlers()).containsExactly("a", "b");
    assertThat(read.schemaError()).isEqualTo("wrong");
    assertThat(new String(read.request().body(), UTF_8)).isEqualTo(note("1"));
    assertThat(read.request().orgId()).isEqualTo("ORG1");
  }

  private static LoggedDelivery readBack(@Nullable TraceContext trace) throws Exception {
    RawRequest raw = raw("ORG1", note("1"), Instant.now().truncatedTo(ChronoUnit.MILLIS));
    VerifiedRequest verified = parsed(traced(raw, trace)).request();
    byte[] record =
        new LoggedDelivery("an id", verified, "wrong", "-c", List.of("a", "b")).encoded();
    return LoggedDelivery.decoded(record);
  }
}
