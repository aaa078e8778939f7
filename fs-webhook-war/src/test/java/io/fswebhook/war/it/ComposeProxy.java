package io.fswebhook.war.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** nginx as {@code compose.postgresql.yaml} configures it, in front of two receivers. */
final class ComposeProxy implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String BEFORE = "content: |";
  private static final String INDENT = "      ";

  private final Process process;
  private final int port;

  private ComposeProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ComposeProxy start(Path folder, int one, int two) throws Exception {
    int port = FreePort.get();
    Path home = Files.createDirectories(folder.resolve("nginx"));
    Path config =
        Files.writeString(
            home.resolve("nginx.conf"),
            NginxConfiguration.around(
                configuration()
                    .replace("one:8080", "127.0.0.1:" + one)
                    .replace("two:8080", "127.0.0.1:" + two)
                    .replace("listen 8080", "listen 127.0.0.1:" + port),
                home));
    Process process =
        new ProcessBuilder("nginx", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output.log").toFile())
            .start();
    ComposeProxy proxy = new ComposeProxy(process, port);
    Eventually.holds("nginx listens, see " + home, LIMIT, proxy::listens);
    return proxy;
  }

  /** What Compose writes into the file of nginx. */
  private static String configuration() throws IOException {
    Path file = Path.of(System.getProperty("it.docs")).resolveSibling("compose.postgresql.yaml");
    return Files.readAllLines(file).stream()
        .dropWhile(line -> !line.strip().equals(BEFORE))
        .skip(1)
        .takeWhile(line -> line.startsWith(INDENT))
        .map(line -> line.replace("$$", "$"))
        .collect(Collectors.joining("\n"));
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("nginx ended with " + process.exitValue());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
