package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The demo's own folder and settings. Whatever could lead out of the folder is set, so that a demo
 * on a machine with a receiver does not touch the receiver's inbox.
 */
final class DemoHome {

  static final int USUAL_PORT = 8080;

  private static final String PLUGINS_IN_WAR = "WEB-INF/demo-plugins/";

  private final Path path;
  private final String secret;
  private final Map<String, String> handlerSettings;

  private DemoHome(Path path, String secret, Map<String, String> handlerSettings) {
    this.path = path;
    this.secret = secret;
    this.handlerSettings = Map.copyOf(handlerSettings);
  }

  static DemoHome create(Host host, Map<String, String> handlerSettings) throws IOException {
    Path path = Files.createDirectories(host.scratch().resolve("demo-home"));
    copyPlugins(host.war(), Files.createDirectories(path.resolve("plugins")));
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    return new DemoHome(path, HexFormat.of().formatHex(secret), handlerSettings);
  }

  Path path() {
    return path;
  }

  /** Made by the receiver at its start; worth nothing once the demo has ended. */
  String adminToken() throws IOException {
    return Files.readString(path.resolve("admin-token")).strip();
  }

  String secret() {
    return secret;
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
    settings.put("fs.webhook.http.port", isFree(USUAL_PORT) ? "" + USUAL_PORT : "0");
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
    try (JarFile file = new JarFile(war.toFile())) {
      List<JarEntry> jars =
          file.stream()
              .filter(entry -> entry.getName().startsWith(PLUGINS_IN_WAR) && !entry.isDirectory())
              .toList();
      for (JarEntry jar : jars) {
        Path copy = folder.resolve(jar.getName().substring(PLUGINS_IN_WAR.length()));
        Files.createDirectories(copy.getParent());
        try (InputStream content = file.getInputStream(jar)) {
          Files.copy(content, copy);
        }
      }
    }
  }
}
