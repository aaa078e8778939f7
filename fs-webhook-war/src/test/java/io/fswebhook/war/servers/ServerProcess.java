package io.fswebhook.war.servers;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.WarProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A running server. Closing it ends it, whatever state it is in. */
final class ServerProcess implements AutoCloseable {

  /** Some servers take minutes to start while others start beside them. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Small and quick to start. A collection clears what is only softly held: it is a cache, and no
   * leak.
   */
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:SoftRefLRUPolicyMSPerMB=0",
          "-Djava.net.preferIPv4Stack=true");

  private final Server server;
  private final Process process;
  private final WarProcess output;

  private ServerProcess(Server server, Process process) {
    this.server = server;
    this.process = process;
    this.output = new WarProcess(process);
  }

  static ServerProcess start(Server server, List<String> jvmOptions) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(server.command()).directory(server.base.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FS_WEBHOOK_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", options(server, jvmOptions)));
    builder.environment().putAll(server.environment());
    return new ServerProcess(server, builder.start());
  }

  private static List<String> options(Server server, List<String> more) {
    List<String> options = new ArrayList<>(JVM);
    // A folder of its own: SQLite deletes what it finds in it, and warns when another one was
    // faster.
    options.add("-Dorg.sqlite.tmpdir=" + server.base);
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow"); // servers use it, and the JDK warns
    }
    options.addAll(more);
    return options;
  }

  /** Waits until what the server has printed and logged holds the text. */
  void awaitLog(String text) throws Exception {
    try {
      Eventually.holds(
          "\"" + text + "\" in the log", LIMIT, () -> log().contains(text) || !process.isAlive());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ":\n" + log(), e);
    }
    if (!log().contains(text)) {
      throw new AssertionError("ended without \"" + text + "\":\n" + log());
    }
  }

  /** All that it has printed and logged. */
  String log() {
    StringBuilder all = new StringBuilder(output.toString());
    for (Path file : server.logs()) {
      all.append('\n').append(read(file));
    }
    return all.toString();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      return "(" + file + " cannot be read: " + e + ")";
    }
  }

  /** The server's own JVM, which a script or another JVM may have started. */
  ProcessHandle jvm() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .max(Comparator.comparing(handle -> handle.info().startInstant().orElseThrow()))
        .orElseThrow(() -> new AssertionError("no JVM runs:\n" + log()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As a service manager does, with SIGTERM. */
  void stop() throws Exception {
    jvm().destroy();
    output.awaitExit(LIMIT);
  }

  @Override
  public void close() {
    output.close();
  }
}
