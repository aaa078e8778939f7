package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    assertThat(copies.resolve("1/hot.jar")).exists();
    jars.write(jar, "2");
    look();
    await().until(() -> Files.notExists(copies.resolve("1")));
    assertThat(copies.resolve("2/hot.jar")).exists();

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

  private static Path onlyFolderIn(Path folder) throws IOException {
    List<Path> content = Jars.list(folder);
    assertThat(content).hasSize(1);
    return content.get(0);
  }
}
