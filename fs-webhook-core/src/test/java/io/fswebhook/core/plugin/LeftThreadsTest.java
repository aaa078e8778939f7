package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.testing.CapturedLog;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin starts and does not end is named at its stop. */
class LeftThreadsTest {

  @TempDir Path root;
  private PluginFolders folders;

  @BeforeEach
  void makeFolders() throws IOException {
    folders = new PluginFolders(root);
  }

  @AfterEach
  void endWhatWasLeft() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("left-by-"))
        .forEach(Thread::interrupt);
  }

  @Test
  void threads_that_a_plugin_leaves_are_named_in_the_log() throws Exception {
    String line = stopAfterOneDelivery("LeavesThreads");

    assertThat(line)
        .startsWith("WARNING Plugin " + folders.plugins.resolve("plugin.jar") + ": ")
        .contains("threads", ": left-by-handle, left-by-start. ", "stop()");
  }

  @Test
  void threads_that_a_plugin_ends_get_a_moment_for_it() throws Exception {
    assertThat(stopAfterOneDelivery("EndsThreads")).isEmpty();
  }

  /** The line about what it left, if there is one. */
  private String stopAfterOneDelivery(String handler) throws Exception {
    PluginJars.of("broken")
        .handlers("acme.broken." + handler)
        .writeTo(folders.plugins.resolve("plugin.jar"));
    try (CapturedLog log = new CapturedLog(Plugin.class.getName())) {
      try (PluginHost host = folders.load()) {
        host.handlers().get(0).handle(new TestDelivery("d-1", 1));
      }
      return log.lines().stream().filter(line -> line.contains("threads")).findFirst().orElse("");
    }
  }
}
