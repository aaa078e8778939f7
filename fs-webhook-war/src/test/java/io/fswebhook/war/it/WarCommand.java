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

  private static final List<String> DROP_PRIVILEGES =
      List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> javaOptions = new ArrayList<>();
  private final List<String> prefix = new ArrayList<>();
  private @Nullable Path log;
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

  /**
   * With the secret of {@link Sender}, and its streams: {@code clicks}, and {@code orders} by id.
   */
  public WarCommand withSender() {
    return with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .java("-Dfs.webhook.streams.clicks.tokens=" + Sender.TOKEN)
        .java("-Dfs.webhook.streams.orders.tokens=" + Sender.TOKEN)
        .java("-Dfs.webhook.streams.orders.duplicate-key=/id");
  }

  /** With Kafka in front, whose group does without a frozen node after three seconds. */
  public WarCommand withKafka(String brokers) {
    return java("-Dfs.webhook.kafka.bootstrap-servers=" + brokers)
        .java("-Dfs.webhook.kafka.client.session.timeout.ms=3000")
        .java("-Dfs.webhook.kafka.client.heartbeat.interval.ms=500");
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

  /** As somebody whom rights of files hold back, also when root runs the tests. */
  public WarCommand withoutPrivileges() {
    return "root".equals(System.getProperty("user.name")) ? under(DROP_PRIVILEGES) : this;
  }

  /** What it prints is appended to this file, and not kept in memory. */
  public WarCommand logTo(Path file) {
    log = file;
    return this;
  }

  /** What is {@code java.io.tmpdir} for the process. */
  public Path temporaryFolder() {
    return folder.resolve("tmp");
  }

  /** Starts it; the caller closes it. */
  public WarProcess start(String... arguments) throws IOException {
    return new WarProcess(startUnread(arguments));
  }

  /** Starts it, with nobody who reads what it prints; the caller ends it. */
  Process startUnread(String... arguments) throws IOException {
    Files.createDirectories(temporaryFolder());
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporaryFolder());
    command.addAll(defaultOptions());
    command.addAll(javaOptions);
    command.add("-jar");
    command.add((jar == null ? war() : jar).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.startsWith("FS_WEBHOOK_")
                    || name.startsWith("JAVA_TOOL_")
                    || name.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    if (log != null) {
      builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    return builder.start();
  }

  /** Of the build: not those of a server that runs for weeks, except in the soak tests. */
  private static List<String> defaultOptions() {
    String options = System.getProperty("it.java.options", "");
    return options.isBlank() ? List.of() : List.of(options.trim().split("\\s+"));
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
