package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.testing.CapturedLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginIsolationTest {

  private static final List<String> HOST_CLASSES =
      List.of(
          "io.fswebhook.core.Receiver",
          "io.fswebhook.core.plugin.PluginHost",
          "io.fswebhook.api.testkit.WebhookSigner",
          "com.fasterxml.jackson.core.JsonFactory",
          "org.sqlite.JDBC");
  private static final List<String> GIVEN_CLASSES =
      List.of("java.sql.Driver", "org.slf4j.Logger", "io.fswebhook.api.NoteCreated");
  private static final List<String> HOST_RESOURCES =
      List.of(
          "io/fswebhook/core/Receiver.class",
          "io/fswebhook/api/EventHandler.class",
          "org/slf4j/Logger.class",
          "com/fasterxml/jackson/core/JsonFactory.class",
          "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
          "plugins/good/acme/good/Good.java");

  @TempDir Path root;
  private PluginFolders folders;
  private Path library;

  @BeforeEach
  void folders() throws IOException {
    folders = new PluginFolders(root);
    library = PluginJars.of("library-one").writeTo(root.resolve("library.jar"));
  }

  @Test
  void a_plugin_sees_nothing_of_the_host_but_the_spi_and_slf4j() throws Exception {
    for (String name : HOST_CLASSES) {
      assertThat(Class.forName(name)).isNotNull();
    }
    for (String name : HOST_RESOURCES) {
      assertThat(getClass().getClassLoader().getResource(name)).isNotNull();
    }
    folders.settings.set(
        "visibility-probe.classes",
        String.join(",", Stream.concat(HOST_CLASSES.stream(), GIVEN_CLASSES.stream()).toList()));
    folders.settings.set(
        "visibility-probe.resources", String.join(",", HOST_RESOURCES) + ",own.txt");
    PluginJars.of("probe")
        .with("own.txt", "own")
        .withCopyOf(EventHandler.class)
        .handlers("acme.probe.VisibilityProbe")
        .writeTo(folders.plugins.resolve("probe.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(problems(host)).isEmpty();
      assertThat(folders.written("visibility-probe", "visible"))
          .containsExactly(
              Stream.concat(GIVEN_CLASSES.stream(), Stream.of("own.txt")).toArray(String[]::new));
    }
  }

  @Test
  void a_plugin_in_a_folder_uses_the_library_beside_it() throws Exception {
    usesLibrary().writeTo(folders.plugins.resolve("uses/plugin.jar"));
    PluginJars.of("library-one").writeTo(folders.plugins.resolve("uses/library.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("library-one");
    }
  }

  @Test
  void two_plugins_have_different_versions_of_one_library() throws Exception {
    usesLibrary().writeTo(folders.plugins.resolve("one/plugin.jar"));
    PluginJars.of("library-one").writeTo(folders.plugins.resolve("one/library.jar"));
    usesLibrary().writeTo(folders.plugins.resolve("two/plugin.jar"));
    PluginJars.of("library-two").writeTo(folders.plugins.resolve("two/library.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("library-one", "library-two");
    }
  }

  @Test
  void a_plugin_in_a_servers_lib_folder_uses_the_jars_beside_it() throws Exception {
    usesLibrary().writeTo(folders.lib.resolve("plugin.jar"));
    PluginJars.of("library-one").writeTo(folders.lib.resolve("a-library.jar"));
    PluginJars.of("good").handlers("acme.good.Good").writeTo(folders.lib.resolve("good.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("good", "library-one");
      assertThat(problems(host)).isEmpty();
    }
  }

  @Test
  void a_class_path_in_a_manifest_leads_nowhere() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, library.toUri().toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    Path plugin = folders.plugins.resolve("plugin.jar");
    usesLibrary().with("META-INF/MANIFEST.MF", bytes.toByteArray()).writeTo(plugin);
    try (URLClassLoader usual = new URLClassLoader(new URL[] {plugin.toUri().toURL()})) {
      assertThat(usual.getResource("acme/library/Library.class")).isNotNull();
    }

    try (PluginHost host = folders.load()) {
      assertThat(problems(host))
          .singleElement()
          .asString()
          .contains("needs the class acme.library.Library,");
    }
  }

  @Test
  void a_plugin_in_a_servers_lib_folder_takes_its_own_classes_first() throws Exception {
    usesLibrary().with(PluginJars.of("library-two")).writeTo(folders.lib.resolve("plugin.jar"));
    PluginJars.of("library-one").writeTo(folders.lib.resolve("a-library.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("library-two");
    }
  }

  @Test
  void service_files_of_the_jars_beside_it_are_hidden_and_other_resources_are_not()
      throws Exception {
    PluginJar own =
        PluginJar.read(
            PluginJars.empty()
                .with("META-INF/services/a.Service", "own")
                .with("both.txt", "own")
                .writeTo(folders.lib.resolve("own # 1.jar")),
            "own # 1.jar");
    Path beside =
        PluginJars.empty()
            .with("META-INF/services/a.Service", "beside")
            .with("META-INF/services/b.Service", "beside")
            .with("both.txt", "beside")
            .writeTo(folders.lib.resolve("beside.jar"));
    FoundPlugin found =
        FoundPlugin.inServerLib(folders.lib, own.path(), List.of(own.path()), List.of(beside));
    PluginSource source = new PluginSource(found, List.of(own), null);

    try (PluginClassLoader loader = new PluginClassLoader(source)) {
      assertThat(Collections.list(loader.getResources("META-INF/services/a.Service"))).hasSize(1);
      assertThat(loader.getResource("META-INF/services/a.Service")).isNotNull();
      assertThat(loader.getResource("META-INF/services/b.Service")).isNull();
      assertThat(Collections.list(loader.getResources("both.txt"))).hasSize(2);
    }
  }

  @Test
  void a_jar_that_packs_its_own_copy_of_the_spi_works_against_the_hosts() throws Exception {
    PluginJars.of("good")
        .withCopyOf(EventHandler.class, Delivery.class, HandlerContext.class, WebhookEvent.class)
        .handlers("acme.good.Good")
        .writeTo(folders.plugins.resolve("packs.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(problems(host)).isEmpty();
      handler(host, "good").handle(new TestDelivery("d-1", 1));
      assertThat(folders.written("good", "log")).contains("handle d-1");
    }
  }

  @Test
  void services_resources_and_the_manifest_of_a_plugin_are_found_in_the_usual_ways()
      throws Exception {
    PluginJars.of("probe")
        .version("7")
        .with("own.txt", "own")
        .with("META-INF/services/java.util.function.Supplier", "acme.probe.ServiceProbe$Named")
        .handlers("acme.probe.ServiceProbe")
        .writeTo(folders.plugins.resolve("probe.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(problems(host)).isEmpty();
      List<String> found = folders.written("ServiceProbe", "found");
      assertThat(found).startsWith("service", "own", "own", "7");
      assertThat(found.get(4)).endsWith("-probe.jar").startsWith(folders.copies.toString());
    }
  }

  @Test
  void what_a_plugin_logs_through_slf4j_is_in_the_hosts_log() throws Exception {
    PluginJars.of("probe")
        .handlers("acme.probe.LoggingProbe")
        .writeTo(folders.plugins.resolve("probe.jar"));

    try (CapturedLog log = new CapturedLog("acme.probe");
        PluginHost host = folders.load()) {
      handler(host, "LoggingProbe").handle(new TestDelivery("d-1", 1));
      assertThat(log.lines()).containsExactly("INFO Logged d-1 from a plugin");
    }
  }

  @Test
  void each_call_has_the_plugins_loader_in_context_and_gives_the_old_one_back() throws Exception {
    PluginJars.of("probe")
        .handlers("acme.probe.ContextProbe")
        .writeTo(folders.plugins.resolve("probe.jar"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader mine = new ClassLoader(before) {};
    thread.setContextClassLoader(mine);
    try {
      try (PluginHost host = folders.load()) {
        ActiveHandler probe = handler(host, "context-probe");
        probe.handle(new TestDelivery("d-1", 1));
        assertThat(thread.getContextClassLoader()).isSameAs(mine);
        assertThatThrownBy(() -> probe.handle(new TestDelivery("d-1", 2)))
            .isInstanceOf(IOException.class);
        assertThat(thread.getContextClassLoader()).isSameAs(mine);
      }
      assertThat(thread.getContextClassLoader()).isSameAs(mine);
    } finally {
      thread.setContextClassLoader(before);
    }

    assertThat(folders.written("context-probe", "log"))
        .containsExactly(
            "static initialiser: own",
            "constructor: own",
            "name: own",
            "eventNames: own",
            "start: own",
            "handle: own",
            "handle: own",
            "stop: own");
  }

  private PluginJars usesLibrary() throws IOException {
    return PluginJars.of("uses-library", library).handlers("acme.uses.UsesLibrary");
  }
}
