package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demo's own folder and settings. Whatever could lead out of the folder is set, so that a demo
 * on a machine with a receiver does not touch the receiver's inbox.
 */
record DemoHome(Path path, String secret, int port, Map<String, String> handlerSettings) {

  static final int USUAL_PORT = 8080;

  /**
   * Makes the folder.
   *
   * @param port null for the usual one, or any free one if that is taken
   */
  static DemoHome create(Host host, @Nullable Integer port, Map<String, String> handlerSettings)
      throws IOException {
    Path path = Files.createDirectories(host.scratch().resolve("demo-home"));
    copyPlugins(host.war(), Files.createDirectories(path.resolve("plugins")));
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    int chosen = port != null ? port : isFree(USUAL_PORT) ? USUAL_PORT : 0;
    return new DemoHome(path, HexFormat.of().formatHex(secret), chosen, handlerSettings);
  }

  /** Made by the receiver at its start; worth nothing once the demo has ended. */
  String adminToken() throws IOException {
    return Files.readString(path.resolve("admin-token")).strip();
  }

  Map<String, String> overrides() {
    Map<String, String> settings = new HashMap<>();
    settings.put("fs.webhook.home", path.toString());
    settings.put("fs.webhook.plugins.dir", path.resolve("plugins").toString());
    settings.put("fs.webhook.inbox.url", "jdbc:sqlite:" + path.resolve("data").resolve("inbox.db"));
    settings.put("fs.webhook.inbox.datasource", "");
    settings.put("fs.webhook.signing-secrets", secret);
    settings.put("fs.webhook.admin.token", "");
    settings.put("fs.webhook.signature.scheme", "fullstory");
    settings.put("fs.webhook.signature.headers", WebhookSigner.HEADER);
    settings.put("fs.webhook.http.host", "127.0.0.1");
    settings.put("fs.webhook.http.port", "" + port);
    settings.put("fs.webhook.http.tls.keystore", "");
    settings.putAll(handlerSettings);
    return settings;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void copyPlugins(Path war, Path folder) throws IOException {
    for (var jar : WarFolder.files(war, "demo-plugins", jar -> true).entrySet()) {
      Path copy = folder.resolve(jar.getKey());
      Files.createDirectories(copy.getParent());
      Files.write(copy, jar.getValue());
    }
  }
}
