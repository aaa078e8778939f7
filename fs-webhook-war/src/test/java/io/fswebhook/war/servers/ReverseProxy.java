package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.InstalledTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A proxy of the machine, configured by its block of the page, with ports, files and the open
 * network of the test's. It waits for a slow sender for two seconds only.
 */
final class ReverseProxy implements AutoCloseable {

  static final String HOST = "hooks.example.com";

  /** Whom the proxies let go anywhere. */
  static final String COLLEAGUE = "127.0.0.8";

  static final char[] PASSWORD = "of-a-test".toCharArray();

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SILENT_MILLIS = 30_000;

  private final Process process;
  private final Path log;
  private final int port;
  private final SSLContext trusting;

  private ReverseProxy(Process process, Path log, int port, SSLContext trusting) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.trusting = trusting;
  }

  /** Starts it, if it is installed. */
  static ReverseProxy start(ProxyProgram program, Path folder, Path keystore, int receiver)
      throws Exception {
    InstalledTool.require(program.command().get(0));
    Files.createDirectories(folder);
    KeyStore keys = KeyStore.getInstance(keystore.toFile(), PASSWORD);
    String alias = keys.aliases().nextElement();
    String certificate = pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
    String key = pem("PRIVATE KEY", keys.getKey(alias, PASSWORD).getEncoded());
    Files.writeString(folder.resolve("hooks.key"), key);
    Files.writeString(folder.resolve("hooks.pem"), certificate + key);
    int port = Server.freePort();
    Path config =
        Files.writeString(folder.resolve("config"), config(program, folder, receiver, port));
    Path log = folder.resolve("output.log");
    Process process =
        new ProcessBuilder(
                program.command().stream()
                    .map(word -> word.replace("CONFIG", config.toString()))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    ReverseProxy proxy = new ReverseProxy(process, log, port, trusting(keys));
    Eventually.holds(program + " listens, see " + folder, LIMIT, proxy::listens);
    return proxy;
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
  }

  private static String config(ProxyProgram program, Path folder, int receiver, int port)
      throws IOException {
    return program
        .complete(
            DeployPage.of("proxies").block(program.language(), program.marker()), folder, port)
        .replace("127.0.0.1:8080", "127.0.0.1:" + receiver)
        .replace("10.0.0.0/8", COLLEAGUE)
        .replaceAll("/etc/(ssl|haproxy)/hooks", folder + "/hooks")
        .replaceAll("\\b30s", "2s")
        .replace("body=30", "body=2");
  }

  private static SSLContext trusting(KeyStore certificates) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("ended with " + process.exitValue());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends a request from this address, and returns what comes until the proxy closes.
   *
   * @param head request line and headers, but for the host
   * @param body as much of it as is sent
   */
  String send(String from, List<String> head, byte[] body) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(SILENT_MILLIS);
      return encrypted(socket, head, body);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; the proxy said: " + Files.readString(log), e);
    }
  }

  private String encrypted(Socket socket, List<String> head, byte[] body) throws IOException {
    try (Socket tls = trusting.getSocketFactory().createSocket(socket, HOST, port, true)) {
      String headers =
          String.join("\r\n", head) + "\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n";
      var unused = CompletableFuture.runAsync(() -> write(tls, headers.getBytes(US_ASCII), body));
      return new String(tls.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  /** The proxy may answer, and close, before it has read all. */
  private static void write(Socket tls, byte[] head, byte[] body) {
    try {
      tls.getOutputStream().write(head);
      tls.getOutputStream().write(body);
      tls.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
