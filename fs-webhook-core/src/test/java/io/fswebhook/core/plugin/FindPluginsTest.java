package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.EventHandler;
import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindPluginsTest {

  @TempDir Path root;
  private PluginFolders folders;

  @BeforeEach
  void folders() throws IOException {
    folders = new PluginFolders(root);
    Files.createDirectories(folders.lib);
  }

  @Test
  void a_missing_plugins_folder_is_made() {
    try (PluginHost host = folders.load()) {
      assertThat(host.reports()).isEmpty();
    }
    assertThat(folders.plugins).isDirectory();
  }

  @Test
  void a_plugins_folder_that_cannot_be_made_stops_the_start_with_a_sentence() throws Exception {
    Files.writeString(folders.plugins, "in the way");

    assertThatThrownBy(() -> folders.load())
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith(
            "The plugins folder " + folders.plugins + " cannot be created or read")
        .hasMessageEndingWith("or set fs.webhook.plugins.dir to another folder.");
  }

  @Test
  void a_link_to_a_plugins_folder_is_followed() throws Exception {
    service(root.resolve("real/a.jar"));
    Files.createSymbolicLink(folders.plugins, root.resolve("real"));

    assertThat(find())
        .extracting(FoundPlugin::path)
        .containsExactly(folders.plugins.resolve("a.jar"));
  }

  @Test
  void a_pipe_with_the_name_of_a_jar_is_none_and_holds_up_nobody() throws Exception {
    Path jar = service(folders.plugins.resolve("a.jar"));
    Path pipe = folders.plugins.resolve("pipe.jar");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(find()).extracting(FoundPlugin::path).containsExactly(jar);
  }

  @Test
  void jars_and_folders_of_jars_are_plugins_in_the_order_of_their_names() throws Exception {
    Path second = service(folders.plugins.resolve("b.JAR"));
    service(folders.plugins.resolve("a/one.jar"));
    PluginJars.empty().with("x", "y").writeTo(folders.plugins.resolve("a/library.jar"));

    assertThat(find())
        .extracting(FoundPlugin::path)
        .containsExactly(folders.plugins.resolve("a"), second);
    assertThat(find().get(0).jars())
        .containsExactly(
            folders.plugins.resolve("a/library.jar"), folders.plugins.resolve("a/one.jar"));
  }

  @Test
  void hidden_files_other_files_and_folders_without_jars_are_no_plugins() throws Exception {
    service(folders.plugins.resolve(".a.jar"));
    service(folders.plugins.resolve(".hidden/a.jar"));
    Files.writeString(folders.plugins.resolve("read.me"), "text");
    Files.createDirectories(folders.plugins.resolve("empty/deeper"));
    service(folders.plugins.resolve("empty/deeper/a.jar"));

    assertThat(find()).isEmpty();
  }

  @Test
  void a_jar_that_is_reached_twice_counts_once() throws Exception {
    Path jar = service(folders.plugins.resolve("a.jar"));
    Files.createSymbolicLink(folders.plugins.resolve("b.jar"), jar);
    Files.createSymbolicLink(folders.lib.resolve("c.jar"), jar);

    assertThat(find()).extracting(FoundPlugin::path).containsExactly(jar);
    try (PluginHost host = folders.load()) {
      assertThat(host.reports()).extracting(PluginReport::source).containsExactly(jar);
    }
  }

  @Test
  void a_damaged_jar_among_the_jars_of_a_folder_refuses_the_whole_folder() throws Exception {
    service(folders.plugins.resolve("a/one.jar"));
    Files.writeString(folders.plugins.resolve("a/two.jar"), "no zip");

    assertThat(onlyReport())
        .satisfies(
            report -> {
              assertThat(report.source()).isEqualTo(folders.plugins.resolve("a"));
              assertThat(report.problems().get(0)).contains("two.jar cannot be read as a jar");
            });
  }

  @Test
  void a_link_to_nowhere_is_reported() throws Exception {
    Files.createDirectories(folders.plugins);
    Path link = folders.plugins.resolve("a.jar");
    Files.createSymbolicLink(link, root.resolve("gone.jar"));

    assertThat(onlyReport().source()).isEqualTo(link);
    assertThat(onlyReport().problems().get(0))
        .startsWith("Plugin " + link + ": ")
        .contains("cannot be copied");
  }

  @Test
  void a_service_file_that_could_fill_the_memory_is_refused() throws Exception {
    PluginJars.empty()
        .with(PluginJar.SERVICE_FILE, new byte[(1 << 20) + 1])
        .writeTo(folders.plugins.resolve("a.jar"));

    assertThat(onlyReport().problems().get(0)).contains(PluginJar.SERVICE_FILE, "1048576 bytes");
  }

  @Test
  void in_a_servers_lib_folder_only_jars_with_the_service_file_are_plugins() throws Exception {
    Path plugin = service(folders.lib.resolve("plugin.jar"));
    Path library = PluginJars.empty().with("x", "y").writeTo(folders.lib.resolve("library.jar"));
    PluginJars.empty()
        .withCopyOf(EventHandler.class)
        .writeTo(folders.lib.resolve("fs-webhook-api.jar"));
    Files.writeString(folders.lib.resolve("damaged.jar"), "no zip");
    service(folders.lib.resolve("folder/a.jar"));

    List<FoundPlugin> found = new FindServerPlugins(Set.of()).in(folders.lib);

    assertThat(found).extracting(FoundPlugin::path).containsExactly(plugin);
    assertThat(found.get(0).libraries()).containsExactly(library);
  }

  @Test
  void plugins_are_taken_whatever_letters_their_names_have() throws Exception {
    List<String> names =
        List.of("größe-プラグイン.jar", "a\nb.jar", "a b?c*%20#+!.jar", "x".repeat(251) + ".jar");
    for (String name : names) {
      PluginJars.of("good").handlers("acme.good.Good").writeTo(folders.plugins.resolve(name));
    }
    try (PluginHost host = folders.load()) {
      assertThat(host.reports()).hasSize(names.size());
      // All but the first are refused for its name alone.
      assertThat(PluginFolders.problems(host))
          .hasSize(names.size() - 1)
          .allMatch(problem -> problem.contains("the handler name good is taken by"));
    }
  }

  @Test
  void a_plugin_in_a_folder_whose_name_ends_a_jar_in_urls_is_loaded() throws Exception {
    folders = new PluginFolders(root.resolve("a!"));
    folders.addGood();
    try (PluginHost host = folders.load()) {
      assertThat(PluginFolders.problems(host)).isEmpty();
      assertThat(PluginFolders.names(host)).containsExactly("good");
    }
  }

  @Test
  void the_service_file_is_read_with_comments_blank_lines_and_repetitions() throws Exception {
    Path jar =
        PluginJars.empty()
            .handlers("# heading", "", " a.First # why", "a.Second\r", "a.First")
            .writeTo(folders.plugins.resolve("a.jar"));

    assertThat(PluginJar.read(jar, "a.jar").handlerClasses())
        .containsExactly("a.First", "a.Second");
  }

  private List<FoundPlugin> find() throws IOException {
    return new FindPlugins(folders.plugins, List.of()).find();
  }

  private PluginReport onlyReport() {
    try (PluginHost host = folders.load()) {
      assertThat(host.reports()).hasSize(1);
      return host.reports().get(0);
    }
  }

  private static Path service(Path jar) throws IOException {
    return PluginJars.empty().handlers("a.Handler").writeTo(jar);
  }
}
