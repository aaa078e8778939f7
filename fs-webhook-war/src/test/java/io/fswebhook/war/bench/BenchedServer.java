package io.fswebhook.war.bench;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.WarProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server in a process of its own. */
final class BenchedServer implements AutoCloseable {

  /** As much as a receiver has by default on a machine of 2 GB. */
  private static final String HEAP = "-Xmx512m";

  private static final Duration TO_LISTEN = Duration.ofSeconds(30);
  private static final Duration TO_STOP = Duration.ofMinutes(2);

  private final WarProcess process;
  private final URI uri;

  private BenchedServer(WarProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** A class of the tests. */
  static BenchedServer ofClass(Class<?> main, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(java(), HEAP, "-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return start(command, Path.of("."), Map.of());
  }

  /** The WAR that was built, with a home in the folder. */
  static BenchedServer ofWar(Path home, Map<String, String> settings) throws Exception {
    Files.createDirectories(home);
    List<String> command = new ArrayList<>(List.of(java(), HEAP, "-Dfs.webhook.home=" + home));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", System.getProperty("it.war"), "serve", "--port", "0"));
    return start(command, home, Map.of("FS_WEBHOOK_SIGNING_SECRETS", Events.SECRET));
  }

  /** One that says {@code listening on URL}. */
  static BenchedServer start(List<String> command, Path folder, Map<String, String> environment)
      throws Exception {
    WarProcess process = process(command, folder, environment);
    try {
      return new BenchedServer(process, process.awaitListening());
    } catch (Exception | Error e) {
      process.close();
      throw e;
    }
  }

  /** One that says nothing, on a port that it was given. */
  static BenchedServer startOn(
      int port, List<String> command, Path folder, Map<String, String> environment)
      throws Exception {
    WarProcess process = process(command, folder, environment);
    try {
      Eventually.holds("listening: " + command, TO_LISTEN, () -> isOpen(port));
      return new BenchedServer(process, URI.create("http://127.0.0.1:" + port));
    } catch (Exception | Error e) {
      process.close();
      throw e;
    }
  }

  private static WarProcess process(
      List<String> command, Path folder, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FS_WEBHOOK_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Also when the measurement is interrupted, or fails before it has its servers.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new WarProcess(process);
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return uri.getPort();
  }

  URI uri() {
    return uri;
  }

  /** As an operator does. */
  void stop() throws InterruptedException {
    process.terminate();
    process.awaitExit(TO_STOP);
  }

  /** As a crash does. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
