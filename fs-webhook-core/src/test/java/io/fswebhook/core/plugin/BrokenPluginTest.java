package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each beside a good plugin, which works all the same. */
class BrokenPluginTest {

  private static final String PIECES = "io.fswebhook.core.plugin.BrokenPlugins#pieces";

  @TempDir Path root;
  private PluginFolders folders;
  private Path good;
  private Path broken;

  @BeforeEach
  void a_good_plugin_beside() throws Exception {
    folders = new PluginFolders(root);
    good = folders.addGood();
    broken = folders.plugins.resolve("broken.jar");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(PIECES)
  void at_the_start_a_broken_plugin_is_reported_and_left_out(BrokenPlugins.Piece piece)
      throws Exception {
    piece.builder().write(broken);

    try (PluginHost host = folders.load()) {
      assertIsSaid(host, broken, piece);
      assertThat(report(host, broken).state()).isIn(PluginState.FAILED, PluginState.INCOMPLETE);
      assertGoodWorks(host);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(PIECES)
  void while_running_a_broken_plugin_is_reported_and_disturbs_nothing(BrokenPlugins.Piece piece)
      throws Exception {
    try (PluginHost host = folders.load()) {
      piece.builder().write(broken);
      folders.lookUntilTaken(host);

      assertIsSaid(host, broken, piece);
      assertGoodWorks(host);
      assertThat(folders.written("good", "log").stream().filter(line -> line.startsWith("start")))
          .hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(PIECES)
  void a_broken_version_of_a_plugin_leaves_the_good_one_in_place(BrokenPlugins.Piece piece)
      throws Exception {
    try (PluginHost host = folders.load()) {
      Files.delete(good);
      piece.builder().write(good);
      folders.lookUntilTaken(host);

      assertIsSaid(host, good, piece);
      assertThat(report(host, good).state()).isEqualTo(PluginState.OUTDATED);
      assertGoodWorks(host);
    }
  }

  private static void assertIsSaid(PluginHost host, Path jar, BrokenPlugins.Piece piece) {
    assertThat(problems(host)).hasSize(1);
    assertThat(report(host, jar).problems().get(0))
        .as("a sentence about the problem, and one about the remedy")
        .matches(Pattern.compile(Pattern.quote("Plugin " + jar + ": ") + ".+\\. [A-Z].+\\."))
        .containsSubsequence(piece.named(jar));
  }

  private void assertGoodWorks(PluginHost host) throws Exception {
    assertThat(names(host)).contains("good");
    handler(host, "good").handle(new TestDelivery("d-1", 1));
    assertThat(folders.written("good", "log")).endsWith("handle d-1");
  }

  @Test
  void the_other_handlers_of_the_same_jar_go_on() throws Exception {
    PluginJars.of("broken")
        .handlers(
            "acme.broken.Missing",
            "acme.broken.StopThrows",
            "acme.broken.ConstructorThrows",
            "not a class name")
        .writeTo(broken);

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("StopThrows", "good");
      assertThat(problems(host)).hasSize(3);
      assertThat(report(host, broken).state()).isEqualTo(PluginState.INCOMPLETE);
    }
  }
}
