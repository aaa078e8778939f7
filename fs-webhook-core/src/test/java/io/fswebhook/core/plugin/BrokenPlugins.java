package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Broken plugins, and what each report must name: the place, the cause, and what the remedy is
 * about.
 */
final class BrokenPlugins {

  private static final String DEFECT = "author";
  private static final String SETTING = "fs.webhook.handlers.<class>.*";
  private static final String NAME_IN_SETTING = "fs.webhook.handlers.<name>.timeout";
  private static final String SERVICE_FILE = "META-INF/services/io.fswebhook.api.EventHandler";
  private static final String NO_ZIP = "<jar> cannot be read as a jar";
  private static final String DISTRUST = "do not trust this jar";
  private static final String API = "fs-webhook-api";

  private BrokenPlugins() {}

  /** Makes the jar. */
  @FunctionalInterface
  interface Builder {
    void write(Path jar) throws IOException;
  }

  /**
   * A broken plugin.
   *
   * @param named what the report of it names, in this order
   */
  record Piece(String name, Builder builder, List<String> named) {

    Piece(String name, Builder builder, String... named) {
      this(name, builder, List.of(named));
    }

    /** What the report names when the plugin is this jar. */
    List<String> named(Path jar) {
      return named.stream()
          .map(
              text ->
                  text.replace("<jar>", jar.getFileName().toString())
                      .replace("<java>", String.valueOf(Runtime.version().feature())))
          .toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Piece> pieces() {
    return Stream.of(classes(), jars(), entries(), versions()).flatMap(pieces -> pieces);
  }

  /** The class has a defect. */
  private static Stream<Piece> classes() {
    return Stream.of(
        broken("Missing", SERVICE_FILE, "<full>"),
        broken("NotAHandler", "class <full>", "io.fswebhook.api.EventHandler", SERVICE_FILE),
        broken("PrivateConstructor", "class <full>", "constructor", "start(HandlerContext)"),
        broken("NeedsParameter", "class <full>", "constructor", "start(HandlerContext)"),
        broken("AbstractHandler", "class <full>", "public and not abstract", DEFECT),
        broken(
            "ConstructorThrows",
            "the constructor of <full>",
            "java.lang.IllegalStateException: no luck",
            "java.lang.UnsupportedOperationException: deep down",
            DEFECT),
        broken(
            "StaticInitialiserThrows",
            "the constructor of <full>",
            "static initialiser",
            "java.lang.NumberFormatException: For input string: \"none\"",
            DEFECT),
        broken(
            "OutOfMemory",
            "the constructor of <full>",
            "java.lang.OutOfMemoryError: so it says",
            DEFECT),
        broken("BadName", "name() of <full>", "1 to 100", "'my handler'", NAME_IN_SETTING),
        broken("EmptyName", "name() of <full>", "1 to 100", "''", NAME_IN_SETTING),
        broken("NullName", "name() of <full>", "1 to 100", "null", NAME_IN_SETTING),
        broken("NameThrows", "name() of <full>", "IllegalStateException: nameless", DEFECT),
        broken(
            "EventNamesThrow",
            "eventNames() of handler <class>",
            "java.lang.IllegalStateException: no events",
            DEFECT),
        broken("NullEventNames", "eventNames() of handler <class>", "null", "empty set"),
        broken("EventNamesWithNull", "eventNames() of handler <class>", "null", "empty set"),
        broken(
            "NamesNoStream",
            "eventNames() of handler <class>",
            "'stream:Orders'",
            "1 to 64 of a-z",
            "stream:*"),
        broken(
            "StartThrows",
            "start() of handler <class>",
            "java.lang.IllegalStateException: the setting url is missing",
            SETTING),
        broken("UnprintableStart", "start() of handler <class>", "<full>$Unprintable", SETTING),
        broken(
            "ExitInConstructor",
            "the constructor of <full>",
            "java.lang.System.exit",
            "Throw an exception"),
        broken(
            "HaltInStart",
            "start() of handler <class>",
            "java.lang.Runtime.halt",
            "Throw an exception"));
  }

  /** The jar is not what it should be. */
  private static Stream<Piece> jars() {
    return Stream.of(
        new Piece("truncated", BrokenPlugins::truncated, NO_ZIP, "zip END header not found"),
        new Piece("empty file", Files::createFile, NO_ZIP, "zip file is empty"),
        new Piece(
            "no service file",
            jar -> PluginJars.of("broken").writeTo(jar),
            SERVICE_FILE,
            "full name of the handler's class"),
        new Piece(
            "service file without a class",
            jar -> PluginJars.of("broken").handlers("# nothing yet").writeTo(jar),
            SERVICE_FILE,
            "full name of the handler's class"),
        new Piece(
            "two handlers of one name in a jar",
            jar ->
                PluginJars.of("broken")
                    .handlers("acme.broken.StopThrows", "acme.broken.NamedAsAnother")
                    .writeTo(jar),
            "StopThrows",
            "another name"),
        new Piece(
            "damaged class file",
            jar -> broken("BadName").with("acme/broken/BadName.class", "no class").writeTo(jar),
            "class acme.broken.BadName",
            "java.lang.ClassFormatError",
            "one version of each library"),
        new Piece(
            "class that fills the memory",
            jar ->
                PluginJars.empty()
                    .withZeros("acme/Big.class", 17)
                    .handlers("acme.Big")
                    .writeTo(jar),
            "class acme.Big",
            "acme/Big.class must have at most 16777216 bytes"),
        new Piece(
            "zip bomb",
            jar -> broken("StopThrows").withZeros("bomb", 100).writeTo(jar),
            "<jar> must unpack to at most 100 times its size",
            DISTRUST));
  }

  private static void truncated(Path jar) throws IOException {
    byte[] whole = Files.readAllBytes(broken("BadName").writeTo(jar));
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
  }

  /** The jar has entries that lead out of it. */
  private static Stream<Piece> entries() {
    return Stream.of("../up", "down/../../up", "..", "/absolute", "C:/drive", "back\\slash")
        .map(
            entry ->
                new Piece(
                    "entry " + entry,
                    jar -> broken("StopThrows").with(entry, "trick").writeTo(jar),
                    "<jar>",
                    "'" + entry + "'",
                    DISTRUST));
  }

  /** It was built for something else. */
  private static Stream<Piece> versions() {
    return Stream.of(
        new Piece(
            "newer Java",
            jar ->
                broken("StopThrows")
                    .compiledFor(Runtime.version().feature() + 1, "acme.broken.StopThrows")
                    .writeTo(jar),
            "class acme.broken.StopThrows",
            "Java than <java>",
            "--release <java>"),
        new Piece(
            "missing library",
            jar -> usesLibrary(jar).writeTo(jar),
            "name() of acme.uses.UsesLibrary",
            "acme.library.Library",
            "folder"),
        new Piece(
            "library of another version",
            jar -> usesLibrary(jar).with(PluginJars.of("library-without-version")).writeTo(jar),
            "name() of acme.uses.UsesLibrary",
            "java.lang.NoSuchMethodError: 'java.lang.String acme.library.Library.version()'",
            API),
        new Piece(
            "declares a newer SPI",
            declaring("1.999"),
            "1.999",
            API,
            ApiVersion.OF_HOST.toString(),
            "Update the server"),
        new Piece(
            "declares another SPI",
            declaring("0.9"),
            "0.9",
            API,
            ApiVersion.OF_HOST.toString(),
            "Build the plugin"),
        new Piece(
            "declares no version of the SPI",
            declaring("latest"),
            "Fs-Webhook-Api in the manifest of <jar>",
            ApiVersion.OF_HOST.toString(),
            "'latest'",
            API),
        new Piece(
            "class of a newer SPI",
            jar -> PluginJars.of("newer-api").handlers("acme.newer.UsesNewer").writeTo(jar),
            "name() of acme.newer.UsesNewer",
            "io.fswebhook.api.Newer",
            "Update the server"),
        new Piece(
            "method of a newer SPI",
            jar ->
                PluginJars.of("newer-spi")
                    .withoutApi()
                    .handlers("acme.newer.UsesNewMethod")
                    .writeTo(jar),
            "start() of handler UsesNewMethod",
            "java.lang.NoSuchMethodError: 'java.lang.String io.fswebhook.api.HandlerContext.region()'",
            API),
        new Piece(
            "SPI that got an abstract method",
            jar ->
                PluginJars.of("older-spi")
                    .withoutApi()
                    .handlers("acme.older.WithoutHandle")
                    .writeTo(jar),
            "class acme.older.WithoutHandle",
            "handle",
            API,
            "Build the plugin"));
  }

  private static Builder declaring(String version) {
    return jar -> PluginJars.of("good").handlers("acme.good.Good").api(version).writeTo(jar);
  }

  private static PluginJars usesLibrary(Path jar) throws IOException {
    Path library =
        PluginJars.of("library-one").writeTo(jar.resolveSibling("../class path/library.jar"));
    return PluginJars.of("uses-library", library).handlers("acme.uses.UsesLibrary");
  }

  private static Piece broken(String className, String... named) {
    return new Piece(
        className,
        jar -> broken(className).writeTo(jar),
        Stream.of(named)
            .map(text -> text.replace("<full>", "acme.broken." + className))
            .map(text -> text.replace("<class>", className))
            .toList());
  }

  private static PluginJars broken(String className) throws IOException {
    return PluginJars.of("broken").handlers("acme.broken." + className);
  }
}
