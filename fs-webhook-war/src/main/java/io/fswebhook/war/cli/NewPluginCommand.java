package io.fswebhook.war.cli;

import io.fswebhook.api.MobileCrash;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.ShellText;
import io.fswebhook.war.settings.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new-plugin",
    description = "Creates a plugin project that compiles, has a test and builds a jar.")
final class NewPluginCommand extends CliCommand {

  private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][A-Za-z0-9]{0,99}");
  private static final Pattern PACKAGE =
      Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,20}");

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
          "HandlerSetting",
          "IOException",
          "List",
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

  private final Host host;

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

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${env:FS_WEBHOOK_HOME:-}",
      description = "The receiver's home, for the next steps; by default that of serve.")
  private Path home = Path.of("");

  @Parameters(
      paramLabel = "NAME",
      description = "The handler's class and name, such as CrashAlarm.")
  private String name = "";

  NewPluginCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    require(CLASS_NAME, name, "NAME must be a class name such as CrashAlarm");
    require(PACKAGE, javaPackage, "--package must be a Java package such as com.example.alarms");
    checkCompiles();
    String artifact = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    Path folder = into == null ? Path.of(artifact) : into;
    try {
      new PluginTemplate(host.war(), name, javaPackage, artifact).writeTo(folder);
    } catch (IOException e) {
      throw wrongUse(folder + " cannot be made: " + Reasons.of(e), e);
    }
    printSteps(folder, artifact);
    return 0;
  }

  /** As they can be typed in the current folder. */
  private void printSteps(Path folder, String artifact) {
    if (home.toString().isEmpty()) {
      home = ShellText.shortest(Installation.ofThisProcess().home());
    }
    String jar = folder.resolve("target").resolve(artifact + ".jar").toString();
    String java = host.typed();
    String plugins = home.resolve("plugins").toString();
    Path workDir = home.resolve("data").resolve("handlers").resolve(name);
    say("Made " + folder + ". Build and test it, and see what the receiver would load:");
    say("  " + "mvn -f " + ShellText.of(folder) + " package");
    say("  " + java + " check " + ShellText.of(jar));
    say("(Or: gradle -p " + ShellText.of(folder) + " build. Its jar is in build/libs.)");
    say("Copy it to the receiver's plugins; a running receiver loads it within seconds:");
    say("  " + "mkdir -p " + ShellText.of(plugins));
    say("  " + "cp " + ShellText.of(jar) + " " + ShellText.of(plugins));
    say("Unless a receiver runs, start one; change-me stands for its secret:");
    say(
        "  "
            + "FS_WEBHOOK_SIGNING_SECRETS=change-me "
            + java
            + " serve --home "
            + ShellText.of(home));
    say("From another terminal, send an event. The handler appends a line to a file in its");
    say("working folder:");
    say("  " + java + " send " + MobileCrash.EVENT_NAME + " --secret change-me");
    say("  " + "cat " + ShellText.of(workDir.resolve("crashes.txt")));
  }

  /** Rejects names that have the right form, but do not compile. */
  private void checkCompiles() {
    for (String part : javaPackage.split("\\.", -1)) {
      if (SourceVersion.isKeyword(part)) {
        throw wrongUse("--package must not contain a Java keyword, contained " + part);
      }
    }
    if (javaPackage.equals("java") || javaPackage.startsWith("java.")) {
      throw wrongUse("--package must not be Java's own, was " + javaPackage);
    }
    if (USED_BY_TEMPLATE.contains(name)) {
      throw wrongUse("NAME must not be a class name that the template uses, was " + name);
    }
  }

  private void require(Pattern pattern, String value, String rule) {
    if (!pattern.matcher(value).matches()) {
      throw wrongUse(rule + ", was " + value);
    }
  }
}
