package io.fswebhook.war.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "new-plugin",
    description =
        "Makes a folder with a plugin to begin with: it compiles, is tested, and packs a jar.",
    mixinStandardHelpOptions = true)
final class NewPluginCommand implements Callable<Integer> {

  private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][A-Za-z0-9]{0,99}");
  private static final Pattern PACKAGE =
      Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,20}");

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
      description = "The folder to make; by default the name in small letters: crash-alarm.")
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

  private void require(Pattern pattern, String value, String rule) {
    if (!pattern.matcher(value).matches()) {
      throw new ParameterException(spec.commandLine(), rule + ", was " + value);
    }
  }
}
