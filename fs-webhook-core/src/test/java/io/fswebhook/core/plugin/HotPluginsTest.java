package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What comes, goes and changes while the host runs. */
class HotPluginsTest extends HotFixture {

  @Test
  void a_jar_that_comes_is_started_and_handed_over() throws Exception {
    start();
    jars.write(jar, "1");

    look();

    assertThat(names(host)).containsExactly("hot");
    assertThat(changes.made()).containsExactly("subscribe []", "put hot", "subscribe [hot]");
    assertThat(PluginFolders.subscribers(host, "note.created")).containsExactly("hot");
    assertThat(report(host, jar).version()).isEqualTo("1");
    assertThat(report(host, jar).state()).isEqualTo(PluginState.RUNNING);
  }

  @Test
  void a_jar_is_taken_once_it_has_been_still_for_a_moment() throws Exception {
    start();
    jars.write(jar, "1");
    host.look();
    folders.steady.advance(Debounce.LONG_ENOUGH.minusMillis(1));
    host.look();
    assertThat(names(host)).isEmpty();

    jars.write(jar, "2");
    host.look();
    folders.steady.advance(Duration.ofMillis(1));
    host.look();
    assertThat(names(host)).isEmpty();

    folders.steady.advance(Debounce.LONG_ENOUGH);
    host.look();
    assertThat(jars.told()).containsExactly("2 start");
  }

  @Test
  void a_folder_of_jars_that_comes_bit_by_bit_is_taken_whole() throws Exception {
    Path library = PluginJars.of("library-one").writeTo(root.resolve("library.jar"));
    start();
    Path folder = folders.plugins.resolve("uses");
    PluginJars.of("uses-library", library)
        .handlers("acme.uses.UsesLibrary")
        .writeTo(folder.resolve("plugin.jar"));
    host.look();
    folders.steady.advance(Debounce.LONG_ENOUGH);
    Files.copy(library, folder.resolve("library.jar"));

    look();

    assertThat(names(host)).containsExactly("library-one");
    assertThat(problems(host)).isEmpty();
  }

  @Test
  void a_new_version_is_started_before_the_old_one_is_stopped() throws Exception {
    jars.write(jar, "1");
    start();
    jars.write(jar, "2");

    look();

    await().until(() -> jars.told().size() == 3);
    assertThat(jars.told()).containsExactly("1 start", "2 start", "1 stop");
    handler(host, "hot").handle(new TestDelivery("d-1", 1));
    assertThat(jars.told()).endsWith("2 d-1");
    assertThat(report(host, jar).version()).isEqualTo("2");
  }

  @Test
  void the_old_version_is_stopped_only_when_it_runs_nothing_any_more() throws Exception {
    jars.write(jar, "1");
    start();
    changes.holdDrains();
    jars.write(jar, "2");

    look();

    await().during(Duration.ofMillis(300)).until(() -> !jars.told().contains("1 stop"));
    changes.letDrain();
    await().until(() -> jars.told().contains("1 stop"));
  }

  @Test
  void what_still_runs_at_the_end_is_stopped_all_the_same() throws Exception {
    jars.write(jar, "1");
    start();
    changes.holdDrains();
    jars.write(jar, "2");
    look();

    host.close();

    assertThat(jars.told()).containsExactly("1 start", "2 start", "1 stop", "2 stop");
  }

  @Test
  void a_jar_that_is_gone_for_a_moment_is_taken_away() throws Exception {
    jars.write(jar, "1");
    start();
    Files.delete(jar);
    host.look();
    assertThat(names(host)).containsExactly("hot");

    look();

    assertThat(names(host)).isEmpty();
    assertThat(host.reports()).isEmpty();
    assertThat(PluginFolders.subscribers(host, "note.created")).isEmpty();
    assertThat(changes.made()).endsWith("subscribe []", "remove hot");
    await().until(() -> jars.told().contains("1 stop"));

    jars.write(jar, "1");
    look();
    assertThat(names(host)).containsExactly("hot");
  }

  @Test
  void a_jar_that_is_moved_away_and_back_in_a_moment_goes_on() throws Exception {
    jars.write(jar, "1");
    start();
    Path away = root.resolve("away.jar");
    Files.move(jar, away);
    host.look();
    folders.steady.advance(Debounce.LONG_ENOUGH.minusMillis(1));
    Files.move(away, jar);

    look();

    assertThat(jars.told()).containsExactly("1 start");
  }

  @Test
  void touching_a_jar_takes_it_again() throws Exception {
    jars.write(jar, "1");
    start();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1));

    look();

    await().until(() -> jars.told().size() == 3);
    assertThat(jars.told()).containsExactly("1 start", "1 start", "1 stop");
  }

  @Test
  void nothing_changes_after_the_watch_was_stopped() throws Exception {
    jars.write(jar, "1");
    start();
    host.stopWatching();
    jars.write(jar, "2");

    look();

    await().until(() -> jars.told().contains("2 stop"));
    assertThat(changes.made()).containsExactly("subscribe [hot]", "put hot");
    assertThat(report(host, jar).version()).isEqualTo("1");
  }

  @Test
  void a_server_lib_folder_is_read_at_the_start_only() throws Exception {
    Path inLib = jars.write(folders.lib.resolve("hot.jar"), "1");
    start();
    Files.delete(inLib);
    jars.write(folders.lib.resolve("other.jar"), "2", "other", "works");

    look();
    look();

    assertThat(names(host)).containsExactly("hot");
  }
}
