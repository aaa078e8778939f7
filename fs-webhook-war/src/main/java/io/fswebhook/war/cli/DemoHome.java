package io.fswebhook.war.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
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
  private final URI forwardUrl;

  private DemoHome(Path path, String secret, URI forwardUrl) {
    this.path = path;
    this.secret = secret;
    this.forwardUrl = forwardUrl;
  }

  static DemoHome create(Host host, URI forwardUrl) throws IOException {
    Path path = Files.createDirectories(host.scratch().resolve("demo-home"));
    copyPlugins(host.war(), Files.createDirectories(path.resolve("plugins")));
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    return new DemoHome(path, HexFormat.of().formatHex(secret), forwardUrl);
  }

  Path path() {
    return path;
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
    settings.put("fs.webhook.signature.headers", Signer.HEADER);
    settings.put("fs.webhook.http.host", "127.0.0.1");
    settings.put("fs.webhook.http.port", isFree(USUAL_PORT) ? "" + USUAL_PORT : "0");
    settings.put("fs.webhook.http.tls.keystore", "");
    settings.put("fs.webhook.handlers.HttpForward.url", forwardUrl.toString());
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
      List<JarEntry> plugins =
          file.stream()
              .filter(entry -> entry.getName().startsWith(PLUGINS_IN_WAR) && !entry.isDirectory())
              .toList();
      for (JarEntry plugin : plugins) {
        String name = Path.of(plugin.getName()).getFileName().toString();
        try (InputStream content = file.getInputStream(plugin)) {
          Files.copy(content, folder.resolve(name));
        }
      }
    }
  }
}
