package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Broken plugins, and what is to be said of each. */
final class BrokenPlugins {

  private static final String DEFECT = "This is a defect of the plugin: tell its author.";
  private static final String USABLE_NAME =
      "must be 1 to 100 letters, digits, _ and -, was <was>. Return a name that can stand in a"
          + " setting: fs.webhook.handlers.<name>.timeout.";
  private static final String WAITS =
      "Correct what it misses and copy the plugin again, or start the receiver again where a"
          + " setting was wrong (fs.webhook.handlers.<class>.*); its deliveries wait until then.";
  private static final String SERVICE_FILE = "META-INF/services/io.fswebhook.api.EventHandler";
  private static final String THROW = "Throw an exception in its place.";
  private static final String NO_ZIP = "<jar> cannot be read as a jar: ";
  private static final String LEADS_OUT =
      "<jar> has an entry whose name leads out of it: '<was>'. No honest tool packs that: do not"
          + " trust this jar.";
  private static final String RELEASE =
      "Build the plugin with --release <java> or lower, or run the server on a newer Java.";

  private BrokenPlugins() {}

  /** Makes the jar. */
  @FunctionalInterface
  interface Builder {
    void write(Path jar) throws IOException;
  }

  /**
   * A broken plugin.
   *
   * @param sentence what is said of it, or how that begins and ends, with {@code …} in between
   */
  record Piece(String name, Builder builder, String sentence) {

    /** What is said of it when it lies there. */
    String sentence(Path jar) {
      return ("Plugin " + jar + ": " + sentence)
          .replace("<jar>", jar.getFileName().toString())
          .replace("<java>", String.valueOf(Runtime.version().feature()));
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
        broken(
            "Missing",
            SERVICE_FILE
                + " names the class <full>, which is not there. Correct the name in that file, or"
                + " add the class to the jar."),
        broken(
            "NotAHandler",
            "class <full> does not implement io.fswebhook.api.EventHandler. Implement it, or take"
                + " the name out of "
                + SERVICE_FILE
                + "."),
        broken("PrivateConstructor", noConstructor()),
        broken("NeedsParameter", noConstructor()),
        broken(
            "AbstractHandler", "class <full> must be public and not abstract, is not. " + DEFECT),
        broken(
            "ConstructorThrows",
            "the constructor of <full> threw java.lang.IllegalStateException: no luck, caused by"
                + " java.lang.UnsupportedOperationException: deep down. "
                + DEFECT),
        broken(
            "StaticInitialiserThrows",
            "the constructor of <full> failed in a static initialiser:"
                + " java.lang.NumberFormatException: For input string: \"none\". "
                + DEFECT),
        broken(
            "OutOfMemory",
            "the constructor of <full> threw java.lang.OutOfMemoryError: so it says. " + DEFECT),
        broken("BadName", "name() of <full> " + USABLE_NAME.replace("<was>", "'my handler'")),
        broken("EmptyName", "name() of <full> " + USABLE_NAME.replace("<was>", "''")),
        broken("NullName", "name() of <full> " + USABLE_NAME.replace("<was>", "null")),
        broken(
            "NameThrows",
            "name() of <full> threw java.lang.IllegalStateException: nameless. " + DEFECT),
        broken(
            "EventNamesThrow",
            "eventNames() of handler <class> threw java.lang.IllegalStateException: no events. "
                + DEFECT),
        broken("NullEventNames", "eventNames() of handler <class> " + namesRule("was null")),
        broken(
            "EventNamesWithNull",
            "eventNames() of handler <class> " + namesRule("has a null in it")),
        broken(
            "StartThrows",
            "start() of handler <class> threw java.lang.IllegalStateException: the setting url is"
                + " missing. "
                + WAITS),
        broken(
            "UnprintableStart",
            "start() of handler <class> threw <full>$Unprintable: (its message cannot be read). "
                + WAITS),
        broken(
            "ExitInConstructor",
            "the constructor of <full> would have ended the server: java.lang.NoSuchMethodError:"
                + " 'void java.lang.System.exit_must_not_be_called_by_a_plugin(int)'. "
                + THROW),
        broken(
            "HaltInStart",
            "start() of handler <class> would have ended the server: java.lang.NoSuchMethodError:"
                + " 'void java.lang.Runtime.halt_must_not_be_called_by_a_plugin(int)'. "
                + THROW));
  }

  private static String noConstructor() {
    return "class <full> has no public constructor without parameters. Give it one; what it needs"
        + " from outside comes with start(HandlerContext).";
  }

  private static String namesRule(String was) {
    return "must be a set of names, " + was + ". Return an empty set to subscribe to every event.";
  }

  /** The jar is not what it should be. */
  private static Stream<Piece> jars() {
    return Stream.of(
        new Piece(
            "truncated", BrokenPlugins::truncated, NO_ZIP + "zip END header not found. " + again()),
        new Piece("empty file", Files::createFile, NO_ZIP + "zip file is empty. " + again()),
        new Piece(
            "no service file",
            jar -> PluginJars.of("broken").writeTo(jar),
            "it has no "
                + SERVICE_FILE
                + ". Add that file with the full name of the handler's class in it; a library"
                + " belongs into the folder of the plugin that uses it."),
        new Piece(
            "service file without a class",
            jar -> PluginJars.of("broken").handlers("# nothing yet").writeTo(jar),
            SERVICE_FILE
                + " names no class. Write the full name of the handler's class into that file."),
        new Piece(
            "two handlers of one name in a jar",
            jar ->
                PluginJars.of("broken")
                    .handlers("acme.broken.StopThrows", "acme.broken.NamedAsAnother")
                    .writeTo(jar),
            "two of its handlers have the name StopThrows. Give one of the two another name."),
        new Piece(
            "damaged class file",
            jar -> broken("BadName").with("acme/broken/BadName.class", "no class").writeTo(jar),
            "class acme.broken.BadName cannot be linked: java.lang.ClassFormatError: …Build the"
                + " plugin again, with one version of each library, and copy it again."),
        new Piece(
            "class that fills the memory",
            jar ->
                PluginJars.empty()
                    .withZeros("acme/Big.class", 17)
                    .handlers("acme.Big")
                    .writeTo(jar),
            "class acme.Big cannot be linked: java.lang.ClassFormatError: acme/Big.class must have"
                + " at most 16777216 bytes. Build the plugin again, with one version of each"
                + " library, and copy it again."),
        new Piece(
            "zip bomb",
            jar -> broken("StopThrows").withZeros("bomb", 100).writeTo(jar),
            "<jar> must unpack to at most 100 times its size, is …This looks like a bomb: do not"
                + " trust this jar."));
  }

  private static String again() {
    return "Copy it again, all of it.";
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
                    LEADS_OUT.replace("<was>", entry)));
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
            "class acme.broken.StopThrows needs a newer Java than <java>: …" + RELEASE),
        new Piece(
            "missing library",
            jar -> usesLibrary(jar).writeTo(jar),
            "name() of acme.uses.UsesLibrary needs the class acme.library.Library, which is neither"
                + " in the plugin nor given by the server. Put the plugin's jar into a folder of"
                + " its own together with the library that has the class."),
        new Piece(
            "library of another version",
            jar -> usesLibrary(jar).with(PluginJars.of("library-without-version")).writeTo(jar),
            "name() of acme.uses.UsesLibrary found a class of another version than it was built"
                + " with: java.lang.NoSuchMethodError: 'java.lang.String"
                + " acme.library.Library.version()'. "
                + rightApi()),
        new Piece(
            "declares a newer SPI",
            declaring("1.999"),
            "it was built against version 1.999 of the fs-webhook-api, and this server has "
                + ApiVersion.OF_HOST
                + ". Update the server, or build the plugin against the version that runs here."),
        new Piece(
            "declares another SPI",
            declaring("0.9"),
            "it was built against version 0.9 of the fs-webhook-api, and this server has "
                + ApiVersion.OF_HOST
                + ". Build the plugin against the version that runs here."),
        new Piece(
            "declares no version of the SPI",
            declaring("latest"),
            "Fs-Webhook-Api in the manifest of <jar> must be two numbers such as "
                + ApiVersion.OF_HOST
                + ", was 'latest'. Write there which fs-webhook-api it was built against."),
        new Piece(
            "class of a newer SPI",
            jar -> PluginJars.of("newer-api").handlers("acme.newer.UsesNewer").writeTo(jar),
            "name() of acme.newer.UsesNewer needs the class io.fswebhook.api.Newer, which this"
                + " server does not have. Update the server, or build the plugin against the"
                + " version that runs here."),
        new Piece(
            "method of a newer SPI",
            jar ->
                PluginJars.of("newer-spi")
                    .withoutApi()
                    .handlers("acme.newer.UsesNewMethod")
                    .writeTo(jar),
            "start() of handler UsesNewMethod found a class of another version than it was built"
                + " with: java.lang.NoSuchMethodError: 'java.lang.String"
                + " io.fswebhook.api.HandlerContext.region()'. "
                + rightApi()),
        new Piece(
            "SPI that got an abstract method",
            jar ->
                PluginJars.of("older-spi")
                    .withoutApi()
                    .handlers("acme.older.WithoutHandle")
                    .writeTo(jar),
            "class acme.older.WithoutHandle has no handle, which the fs-webhook-api of this server"
                + " asks for. Build the plugin against the version that runs here."));
  }

  private static Builder declaring(String version) {
    return jar -> PluginJars.of("good").handlers("acme.good.Good").api(version).writeTo(jar);
  }

  private static String rightApi() {
    return "Build the plugin against the fs-webhook-api of this server and ship the libraries it"
        + " was built with.";
  }

  private static PluginJars usesLibrary(Path jar) throws IOException {
    Path library =
        PluginJars.of("library-one").writeTo(jar.resolveSibling("../class path/library.jar"));
    return PluginJars.of("uses-library", library).handlers("acme.uses.UsesLibrary");
  }

  private static Piece broken(String className, String sentence) {
    return new Piece(
        className,
        jar -> broken(className).writeTo(jar),
        sentence.replace("<full>", "acme.broken." + className).replace("<class>", className));
  }

  private static PluginJars broken(String className) throws IOException {
    return PluginJars.of("broken").handlers("acme.broken." + className);
  }
}
