package io.fswebhook.war.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "new-plugin",
    description = "Creates a plugin project that compiles, has a test and builds a jar.",
    mixinStandardHelpOptions = true)
final class NewPluginCommand implements Callable<Integer> {

  private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][A-Za-z0-9]{0,99}");
  private static final Pattern PACKAGE =
      Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,20}");

  private static final Set<String> RESERVED =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends false final finally float for goto if implements"
                  + " import instanceof int interface long native new null package private"
                  + " protected public return short static strictfp super switch synchronized this"
                  + " throw throws transient true try void volatile while")
              .split(" "));

  /** Imported there, or found in {@code java.lang}. */
  private static final Set<String> USED_BY_TEMPLATE =
      Set.of(
          "Delivery",
          "EventHandler",
          "Exception",
          "Files",
          "GiveUpException",
          "HandlerContext",
          "HandlerHarness",
          "IOException",
          "MobileCrash",
          "Override",
          "Path",
          "Result",
          "SampleEvents",
          "Set",
          "StandardOpenOption",
          "String",
          "TempDir",
          "Test");

  private final Path war;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "The Java package; by default com.example.")
  private String javaPackage = "com.example";

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "The folder to create; by default the name in lower case: crash-alarm.")
  private @Nullable Path into;

  @Parameters(
      paramLabel = "NAME",
      description = "The handler's class and name, such as CrashAlarm.")
  private String name = "";

  NewPluginCommand(Host host) {
    this.war = host.war();
  }

  @Override
  public Integer call() {
    require(CLASS_NAME, name, "NAME must be a class name such as CrashAlarm");
    require(PACKAGE, javaPackage, "--package must be a Java package such as com.example.alarms");
    checkCompiles();
    String artifact = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    Path folder = into == null ? Path.of(artifact) : into;
    try {
      new PluginTemplate(war, name, javaPackage, artifact).writeTo(folder);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), folder + " cannot be made: " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Made " + folder + ". Next:");
    out.println("  cd " + folder);
    out.println("  mvn package");
    out.println("  cp target/" + artifact + ".jar <home of the receiver>/plugins/");
    return 0;
  }

  /** What has the right form, and would still make a class that does not compile. */
  private void checkCompiles() {
    for (String part : javaPackage.split("\\.", -1)) {
      if (RESERVED.contains(part)) {
        throw wrong("--package must not contain a Java keyword, contained " + part);
      }
    }
    if (javaPackage.equals("java") || javaPackage.startsWith("java.")) {
      throw wrong("--package must not be Java's own, was " + javaPackage);
    }
    if (USED_BY_TEMPLATE.contains(name)) {
      throw wrong("NAME must not be a class name that the template uses, was " + name);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void require(Pattern pattern, String value, String rule) {
    if (!pattern.matcher(value).matches()) {
      throw wrong(rule + ", was " + value);
    }
  }

  /**
   * The plugin that travels in the WAR to begin with, API included.
   *
   * @param name the handler's class
   * @param artifact the same in small letters
   */
  private record PluginTemplate(Path war, String name, String javaPackage, String artifact) {

    /** Into a folder that is not there yet, or is empty. */
    void writeTo(Path folder) throws IOException {
      Files.createDirectories(folder);
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new FileAlreadyExistsException("there is something in it already");
        }
      }
      Map<String, byte[]> files = WarFolder.files(war, "plugin-template");
      if (files.isEmpty()) {
        throw new IOException("this WAR was packed without it");
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(folder, file.getKey(), file.getValue());
      }
    }

    private void write(Path folder, String entry, byte[] content) throws IOException {
      Path target = folder.resolve(filled(entry.equals("gitignore") ? ".gitignore" : entry));
      Files.createDirectories(target.getParent());
      Files.write(
          target,
          entry.endsWith(".jar")
              ? content
              : filled(new String(content, StandardCharsets.UTF_8))
                  .getBytes(StandardCharsets.UTF_8));
    }

    private String filled(String text) {
      return text.replace("__folder__", javaPackage.replace('.', '/'))
          .replace("__package__", javaPackage)
          .replace("__Name__", name)
          .replace("__artifact__", artifact);
    }
  }
}
