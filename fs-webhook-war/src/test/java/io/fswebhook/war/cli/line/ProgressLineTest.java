package io.fswebhook.war.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter written = new StringWriter();

  @Test
  void each_line_is_written_over_the_last_and_none_is_left() {
    ProgressLine line = new ProgressLine(new PrintWriter(written), true);
    line.show("10 of 20");
    line.show("20 of 20");
    line.clear();
    line.clear();
    assertThat(written).hasToString("\r10 of 20\u001b[K\r20 of 20\u001b[K\r\u001b[K");
  }

  @Test
  void a_program_that_reads_the_output_gets_none() {
    ProgressLine line = new ProgressLine(new PrintWriter(written), false);
    line.show("10 of 20");
    line.clear();
    assertThat(written).hasToString("");
  }
}
