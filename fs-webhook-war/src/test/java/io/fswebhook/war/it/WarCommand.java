package io.fswebhook.war.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to start {@code java -jar fs-webhook.war}: in a folder of the test's, with a temporary folder
 * of its own below it, and without the settings of whoever runs the tests.
 */
public final class WarCommand {

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> javaOptions = new ArrayList<>();
  private final List<String> prefix = new ArrayList<>();
  private @Nullable Path jar;

  private WarCommand(Path folder) {
    this.folder = folder;
  }

  /** In this folder. */
  public static WarCommand in(Path folder) {
    return new WarCommand(folder);
  }

  /** With this in the environment. */
  public WarCommand with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** With this option for the JVM. */
  public WarCommand java(String option) {
    javaOptions.add(option);
    return this;
  }

  /** This copy of the WAR. */
  public WarCommand of(Path copy) {
    jar = copy;
    return this;
  }

  /** Run by another command, which ends when it ends. */
  public WarCommand under(List<String> command) {
    prefix.addAll(command);
    return this;
  }

  /** What is {@code java.io.tmpdir} for the process. */
  public Path temporaryFolder() {
    return folder.resolve("tmp");
  }

  /** Starts it; the caller closes it. */
  public WarProcess start(String... arguments) throws IOException {
    Files.createDirectories(temporaryFolder());
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporaryFolder());
    command.addAll(javaOptions);
    command.add("-jar");
    command.add((jar == null ? war() : jar).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("FS_WEBHOOK_") || name.startsWith("JAVA_TOOL_"));
    builder.environment().putAll(environment);
    return new WarProcess(builder.start());
  }

  /** The WAR that was built. */
  public static Path war() {
    String war = System.getProperty("it.war");
    if (war == null) {
      throw new IllegalStateException("it.war must name the WAR; mvn verify sets it");
    }
    return Path.of(war);
  }
}
