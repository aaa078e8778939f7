package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which plugin has a name, while plugins come and go. */
class HotNamesTest extends HotFixture {

  @Test
  void a_version_with_another_handler_takes_the_old_handler_away() throws Exception {
    jars.write(jar, "1");
    start();
    jars.write(jar, "2", "other", "works");

    look();

    assertThat(names(host)).containsExactly("other");
    assertThat(host.subscriptions()).isEqualTo(Map.of("other", Set.of()));
    assertThat(changes.made())
        .containsExactly(
            "subscribe [hot]",
            "put hot",
            "put other",
            "subscribe [hot, other]",
            "subscribe [other]",
            "remove hot");
    await().until(() -> jars.told().contains("1 stop"));
  }

  @Test
  void a_version_under_another_file_name_takes_over_without_a_gap() throws Exception {
    jars.write(jar, "1");
    start();
    Files.delete(jar);
    Path next = jars.write(folders.plugins.resolve("hot-2.jar"), "2");

    look();

    assertThat(host.reports()).extracting(PluginReport::source).containsExactly(next);
    assertThat(problems(host)).isEmpty();
    assertThat(report(host, next).lastError()).isNull();
    assertThat(changes.made()).containsExactly("subscribe [hot]", "put hot", "put hot");
    assertThat(PluginFolders.subscribers(host, "note.created")).containsExactly("hot");
    await().until(() -> jars.told().contains("1 stop"));
    assertThat(jars.told()).containsExactly("1 start", "2 start", "1 stop");
  }

  @Test
  void what_is_gone_waits_for_what_is_still_being_written() throws Exception {
    jars.write(jar, "1");
    start();
    Files.delete(jar);
    host.look();
    folders.steady.advance(Debounce.LONG_ENOUGH);
    Path next = jars.write(folders.plugins.resolve("hot-2.jar"), "2");
    host.look();
    assertThat(names(host)).containsExactly("hot");

    look();

    assertThat(host.reports()).extracting(PluginReport::source).containsExactly(next);
    assertThat(changes.made()).doesNotContain("remove hot");
  }

  @Test
  void what_is_gone_does_not_wait_for_ever() throws Exception {
    jars.write(jar, "1");
    start();
    Files.delete(jar);
    host.look();
    folders.steady.advance(ChangePlugins.LONGEST_WAIT);
    Files.writeString(folders.plugins.resolve("other.jar"), "being written");

    host.look();

    assertThat(names(host)).isEmpty();
  }

  @Test
  void a_name_stays_with_the_handler_that_runs_and_goes_to_the_other_when_that_one_goes()
      throws Exception {
    jars.write(jar, "1");
    start();
    Path earlier = jars.write(folders.plugins.resolve("a.jar"), "2");
    look();
    assertThat(report(host, earlier).problems())
        .singleElement()
        .asString()
        .startsWith("Plugin " + earlier + ": the handler name hot is taken by " + jar + ". ");
    assertThat(report(host, jar).state()).isEqualTo(PluginState.RUNNING);

    Files.delete(jar);
    look();

    assertThat(problems(host)).isEmpty();
    assertThat(report(host, earlier).state()).isEqualTo(PluginState.RUNNING);
    assertThat(changes.made()).containsExactly("subscribe [hot]", "put hot", "put hot");
    await().until(() -> jars.told().contains("1 stop"));
    assertThat(jars.told()).containsExactly("1 start", "2 start", "1 stop");
  }

  @Test
  void a_name_that_a_new_version_gives_up_goes_to_who_wanted_it() throws Exception {
    jars.write(folders.plugins.resolve("a.jar"), "1");
    jars.write(jar, "2");
    start();
    assertThat(report(host, jar).state()).isEqualTo(PluginState.FAILED);

    jars.write(folders.plugins.resolve("a.jar"), "3", "other", "works");
    look();

    assertThat(names(host)).containsExactly("hot", "other");
    assertThat(report(host, jar).state()).isEqualTo(PluginState.RUNNING);
    assertThat(changes.made()).doesNotContain("remove hot");
  }
}
