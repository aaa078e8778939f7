package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where this goes wrong, the JVM of the tests is gone. */
class ForbidExitTest {

  @TempDir Path root;
  private PluginFolders folders;
  private Path jar;

  @BeforeEach
  void a_plugin_that_would_end_the_server() throws IOException {
    folders = new PluginFolders(root);
    jar =
        PluginJars.of("broken")
            .handlers("acme.broken.ExitInHandle")
            .writeTo(folders.plugins.resolve("exit.jar"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, java.lang.System.exit",
    "2, java.lang.Runtime.exit",
    "3, java.lang.Runtime.halt",
    "4, java.lang.System.exit",
    "5, java.lang.System.exit"
  })
  void a_call_that_would_end_the_server_fails_and_says_so(int attempt, String method) {
    try (PluginHost host = folders.load()) {
      assertThatThrownBy(
              () -> handler(host, "ExitInHandle").handle(new TestDelivery("d-1", attempt)))
          .isInstanceOf(LinkageError.class)
          .hasStackTraceContaining(method + "_must_not_be_called_by_a_plugin(int)");
    }
  }

  @Test
  void what_is_not_reached_does_no_harm_and_is_told_as_a_warning() {
    try (PluginHost host = folders.load()) {
      assertThatCode(() -> handler(host, "ExitInHandle").handle(new TestDelivery("d-1", 9)))
          .doesNotThrowAnyException();
      PluginReport report = report(host, jar);
      assertThat(report.state()).isEqualTo(PluginState.RUNNING);
      assertThat(report.warnings())
          .singleElement()
          .asString()
          .startsWith("Plugin " + jar + ": class acme.broken.ExitInHandle calls ")
          .contains("Runtime.exit", "Runtime.halt", "System.exit");
    }
  }

  @Test
  void a_library_that_holds_such_a_call_is_not_warned_of() throws Exception {
    Path folder = folders.plugins.resolve("good");
    PluginJars.of("good").handlers("acme.good.Good").writeTo(folder.resolve("good.jar"));
    PluginJars.of("broken").writeTo(folder.resolve("library.jar"));

    try (PluginHost host = folders.load()) {
      Class.forName("acme.broken.ExitInHandle", true, handler(host, "good").classLoader());
      assertThat(report(host, folder).warnings()).isEmpty();
    }
  }

  @Test
  void a_class_without_such_a_call_is_left_as_it_is() throws IOException {
    byte[] bytes = bytes(ForbidExitTest.class);

    assertThat(ForbidExit.in(bytes).bytes()).isSameAs(bytes);
  }

  @Test
  void what_is_no_class_file_is_left_as_it_is() {
    for (byte[] bytes :
        new byte[][] {{}, {1, 2, 3}, new byte[100], new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9}}) {
      assertThat(ForbidExit.in(bytes).bytes()).isSameAs(bytes);
    }
  }

  @Test
  void a_truncated_class_file_never_fails_here() throws IOException {
    byte[] whole = bytes(ProcessHandle.class);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(ForbidExit.in(part).calls()).isEmpty();
    }
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream stream = type.getResourceAsStream(file)) {
      return stream.readAllBytes();
    }
  }
}
