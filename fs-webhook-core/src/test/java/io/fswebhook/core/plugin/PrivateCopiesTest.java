package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where plugins are loaded from. */
class PrivateCopiesTest extends HotFixture {

  @Test
  void the_original_is_not_needed_any_more_once_it_is_taken() throws Exception {
    PluginJars.of("good").handlers("acme.good.Good").writeTo(jar);
    start();
    Files.writeString(jar, "overwritten while it is used");

    handler(host, "good").handle(new TestDelivery("d-1", 1));

    assertThat(folders.written("good", "log")).endsWith("handle d-1");
    assertThat(
            Objects.requireNonNull(handler(host, "good").classLoader())
                .getResource("acme/good/Good.class"))
        .isNotNull();
  }

  @Test
  void copies_are_deleted_when_they_are_not_needed_any_more() throws IOException {
    jars.write(jar, "1");
    start();
    Path copies = onlyFolderIn(folders.copies);
    assertThat(copies.resolve("1/1-hot.jar")).exists();
    jars.write(jar, "2");
    look();
    await().until(() -> Files.notExists(copies.resolve("1")));
    assertThat(copies.resolve("2/1-hot.jar")).exists();

    host.close();

    assertThat(folders.copies).isEmptyDirectory();
  }

  @Test
  void copies_of_a_receiver_that_was_killed_are_deleted_and_those_of_another_that_runs_are_not()
      throws IOException {
    Files.createDirectories(folders.copies.resolve("run-killed/1"));
    Files.writeString(folders.copies.resolve("run-killed/lock"), "");
    start();
    Path copies = onlyFolderIn(folders.copies);

    try (PluginHost other = folders.load()) {
      assertThat(other.reports()).isEmpty();
      assertThat(copies).exists();
    }
  }

  @Test
  void a_jar_that_is_replaced_while_it_is_loaded_is_loaded_as_it_was() throws Exception {
    jars.write(jar, "1", "hot", "is replaced meanwhile");
    folders.settings.set("hot.jar", jar.toString());

    start();

    assertThat(report(host, jar).state()).isEqualTo(PluginState.RUNNING);
    handler(host, "hot").handle(new TestDelivery("d-1", 1));
    assertThat(jars.told()).containsExactly("1 start", "1 d-1");
    look();
    assertThat(report(host, jar).state()).isEqualTo(PluginState.OUTDATED);
    assertThat(report(host, jar).problems().get(0)).contains("cannot be read as a jar");
  }

  @Test
  void a_jar_that_changes_while_it_is_copied_is_looked_at_again() throws Exception {
    jars.write(jar, "1");
    FoundPlugin before = new FindPlugins(folders.plugins, List.of()).find().get(0);
    jars.write(jar, "2");

    try (PrivateCopies copies = PrivateCopies.in(root.resolve("others"))) {
      assertThat(new TakePlugin(copies).take(before)).isEmpty();
      assertThat(onlyFolderIn(root.resolve("others"))).isDirectoryNotContaining("glob:**/1");
    }
  }

  @Test
  void a_folder_for_copies_that_cannot_be_made_stops_the_start_with_a_sentence() throws Exception {
    Path inTheWay = Files.writeString(root.resolve("file"), "in the way");

    assertThatThrownBy(() -> PrivateCopies.in(inTheWay))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("The folder " + inTheWay + ",");
  }

  private static Path onlyFolderIn(Path folder) throws IOException {
    List<Path> content = Jars.list(folder);
    assertThat(content).hasSize(1);
    return content.get(0);
  }
}
