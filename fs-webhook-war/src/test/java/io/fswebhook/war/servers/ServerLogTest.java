package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLogTest {

  private static final List<String> KNOWN = List.of("org.example.Known.run(");

  private static final String KNOWN_TRACE =
      """
      java.lang.IllegalStateException: known
      \tat java.base/java.util.zip.ZipFile.ensureOpen(ZipFile.java:839)
      \tat org.example.Known.run(Known.java:1)
      """;

  @Test
  void a_line_belongs_to_the_stack_trace_that_follows() {
    ServerLog.assertQuiet("SEVERE\n  An exception occurred\n" + KNOWN_TRACE + "INFO all\n", KNOWN);
  }

  @Test
  void a_line_before_another_stack_trace_is_a_complaint() {
    String other = KNOWN_TRACE.replace("Known.run", "Other.run");

    assertComplains("SEVERE\n  An exception occurred\n" + other);
  }

  @Test
  void a_line_without_a_stack_trace_is_a_complaint() {
    assertComplains("SEVERE\n  An exception occurred\njava.lang.IllegalStateException\n");
  }

  @Test
  void the_stack_trace_of_the_next_complaint_is_none_of_this_one() {
    assertComplains("SEVERE\n  broken\nSEVERE\n" + KNOWN_TRACE);
  }

  private static void assertComplains(String log) {
    assertThatThrownBy(() -> ServerLog.assertQuiet(log, KNOWN)).isInstanceOf(AssertionError.class);
  }
}
