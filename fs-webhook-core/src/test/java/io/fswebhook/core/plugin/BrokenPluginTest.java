package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each beside a good plugin, which works all the same. */
class BrokenPluginTest {

  private static final String DEFECT = "This is a defect of the plugin: tell its author.";

  @TempDir Path root;
  private PluginFolders folders;
  private Path broken;

  @BeforeEach
  void a_good_plugin_beside() throws IOException {
    folders = new PluginFolders(root);
    folders.addGood();
    broken = folders.plugins.resolve("broken.jar");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Missing                 | META-INF/services/io.fswebhook.api.EventHandler names the class acme.broken.Missing, which is not there. Correct the name in that file, or add the class to the jar.
          NotAHandler             | class acme.broken.NotAHandler does not implement io.fswebhook.api.EventHandler. Implement it, or take the name out of META-INF/services/io.fswebhook.api.EventHandler.
          PrivateConstructor      | class acme.broken.PrivateConstructor has no public constructor without parameters. Give it one; what it needs from outside comes with start(HandlerContext).
          NeedsParameter          | class acme.broken.NeedsParameter has no public constructor without parameters. Give it one; what it needs from outside comes with start(HandlerContext).
          AbstractHandler         | class acme.broken.AbstractHandler must be public and not abstract, is not. <defect>
          ConstructorThrows       | the constructor of acme.broken.ConstructorThrows threw java.lang.IllegalStateException: no luck, caused by java.lang.UnsupportedOperationException: deep down. <defect>
          StaticInitialiserThrows | the constructor of acme.broken.StaticInitialiserThrows failed in a static initialiser: java.lang.NumberFormatException: For input string: "none". <defect>
          OutOfMemory             | the constructor of acme.broken.OutOfMemory threw java.lang.OutOfMemoryError: so it says. <defect>
          BadName                 | name() of acme.broken.BadName must be 1 to 100 letters, digits, _ and -, was 'my handler'. Return a name that can stand in a setting: fs.webhook.handlers.<name>.timeout.
          EmptyName               | name() of acme.broken.EmptyName must be 1 to 100 letters, digits, _ and -, was ''. Return a name that can stand in a setting: fs.webhook.handlers.<name>.timeout.
          NullName                | name() of acme.broken.NullName must be 1 to 100 letters, digits, _ and -, was null. Return a name that can stand in a setting: fs.webhook.handlers.<name>.timeout.
          NameThrows              | name() of acme.broken.NameThrows threw java.lang.IllegalStateException: nameless. <defect>
          EventNamesThrow         | eventNames() of handler EventNamesThrow threw java.lang.IllegalStateException: no events. <defect>
          NullEventNames          | eventNames() of handler NullEventNames must be a set of names, was null. Return an empty set to subscribe to every event.
          EventNamesWithNull      | eventNames() of handler EventNamesWithNull must be a set of names, has a null in it. Return an empty set to subscribe to every event.
          StartThrows             | start() of handler StartThrows threw java.lang.IllegalStateException: the setting url is missing. Correct what it misses and copy the plugin again, or start the receiver again where a setting was wrong (fs.webhook.handlers.StartThrows.*); its deliveries wait until then.
          UnprintableStart        | start() of handler UnprintableStart threw acme.broken.UnprintableStart$Unprintable: (its message cannot be read). Correct what it misses and copy the plugin again, or start the receiver again where a setting was wrong (fs.webhook.handlers.UnprintableStart.*); its deliveries wait until then.
          """)
  void a_broken_class_is_reported_and_left_out(String className, String sentence) throws Exception {
    brokenJar(className).writeTo(broken);

    assertOnlyGoodWorks(sentence.replace("<defect>", DEFECT));
  }

  @Test
  void a_truncated_jar_is_reported() throws Exception {
    byte[] whole = Files.readAllBytes(brokenJar("BadName").writeTo(broken));
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));

    assertOnlyGoodWorks(
        "broken.jar cannot be read as a jar: java.util.zip.ZipException: zip END header not found."
            + " Copy it again, all of it.");
  }

  @Test
  void an_empty_file_is_reported() throws Exception {
    Files.createFile(broken);

    assertOnlyGoodWorks(
        "broken.jar cannot be read as a jar: java.util.zip.ZipException: zip file is empty."
            + " Copy it again, all of it.");
  }

  @Test
  void a_jar_without_a_service_file_is_reported() throws Exception {
    PluginJars.of("broken").writeTo(broken);

    assertOnlyGoodWorks(
        "it has no META-INF/services/io.fswebhook.api.EventHandler. Add that file with the full"
            + " name of the handler's class in it; a library belongs into the folder of the plugin"
            + " that uses it.");
  }

  @Test
  void a_service_file_without_a_class_is_reported() throws Exception {
    PluginJars.of("broken").handlers("# nothing yet").writeTo(broken);

    assertOnlyGoodWorks(
        "META-INF/services/io.fswebhook.api.EventHandler names no class. Write the full name of"
            + " the handler's class into that file.");
  }

  @Test
  void a_missing_library_is_reported_by_the_name_of_its_class() throws Exception {
    Path library = PluginJars.of("library-one").writeTo(root.resolve("library.jar"));
    PluginJars.of("uses-library", library).handlers("acme.uses.UsesLibrary").writeTo(broken);

    assertOnlyGoodWorks(
        "name() of acme.uses.UsesLibrary needs the class acme.library.Library, which is neither in"
            + " the plugin nor given by the server. Put the plugin's jar into a folder of its own"
            + " together with the library that has the class.");
  }

  @Test
  void a_library_of_another_version_is_reported() throws Exception {
    Path library = PluginJars.of("library-one").writeTo(root.resolve("library.jar"));
    PluginJars.of("uses-library", library)
        .with(PluginJars.of("library-without-version"))
        .handlers("acme.uses.UsesLibrary")
        .writeTo(broken);

    assertOnlyGoodWorks(
        "name() of acme.uses.UsesLibrary found a class of another version than it was built with:"
            + " java.lang.NoSuchMethodError: 'java.lang.String acme.library.Library.version()'."
            + " Build the plugin against the fs-webhook-api of this server and ship the libraries"
            + " it was built with.");
  }

  @Test
  void a_class_of_a_newer_spi_is_not_taken_from_the_plugin() throws Exception {
    PluginJars.of("newer-api").handlers("acme.newer.UsesNewer").writeTo(broken);

    assertOnlyGoodWorks(
        "name() of acme.newer.UsesNewer needs the class io.fswebhook.api.Newer, which this server"
            + " does not have. Update the server, or build the plugin against the version that"
            + " runs here.");
  }

  @Test
  void a_class_for_a_newer_java_is_reported() throws Exception {
    int feature = Runtime.version().feature();
    brokenJar("NamedGood").compiledFor(feature + 1, "acme.broken.NamedGood").writeTo(broken);

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("good");
      assertThat(problems(host))
          .singleElement()
          .asString()
          .startsWith(
              "Plugin %s: class acme.broken.NamedGood needs a newer Java than %d: "
                  .formatted(broken, feature))
          .endsWith(
              "Build the plugin with --release %d or lower, or run the server on a newer Java."
                  .formatted(feature));
    }
  }

  @Test
  void a_damaged_class_file_is_reported() throws Exception {
    brokenJar("BadName").with("acme/broken/BadName.class", "no class").writeTo(broken);

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("good");
      assertThat(problems(host))
          .singleElement()
          .asString()
          .startsWith("Plugin " + broken + ": class acme.broken.BadName cannot be linked: ");
    }
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
    }
  }

  private static PluginJars brokenJar(String className) throws IOException {
    return PluginJars.of("broken").handlers("acme.broken." + className);
  }

  private void assertOnlyGoodWorks(String sentence) throws Exception {
    try (PluginHost host = folders.load()) {
      folders.assertOnlyGoodWorks(host, broken, sentence);
    }
  }
}
