package io.fswebhook.war.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ShortageTest {

  @Test
  void what_the_system_denies_is_a_sentence_and_no_stack_trace() {
    assertThat(said(new OutOfMemoryError("unable to create native thread: possibly out of memory")))
        .startsWith("2 ")
        .contains("threads", "ulimit -u")
        .doesNotContain("\tat ");
    assertThat(said(new IllegalStateException(new OutOfMemoryError("Java heap space"))))
        .startsWith("2 ")
        .contains("Java heap space", "-Xmx")
        .doesNotContain("\tat ");
    IOException files = new FileSystemException("/x", null, "Too many open files");
    assertThat(said(new IllegalStateException(new UncheckedIOException(files))))
        .startsWith("2 ")
        .contains("files", "ulimit -n")
        .doesNotContain("\tat ");
  }

  @Test
  void anything_else_is_a_stack_trace() {
    assertThat(said(new IllegalStateException("a defect")))
        .startsWith("1 java.lang.IllegalStateException: a defect")
        .contains("\tat ");
  }

  private static String said(Throwable failure) {
    StringWriter err = new StringWriter();
    int exitCode = Commands.failed(failure, new PrintWriter(err, true));
    return exitCode + " " + err;
  }
}
