package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The machine's own Apache with mod_auth_openidc, configured as the page about security says. It
 * connects from {@link #ADDRESS}.
 */
final class ApacheServer implements AutoCloseable {

  static final String ADDRESS = "127.0.0.5";
  static final String CLIENT = "fs-webhook";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String MODULES = "/usr/lib/apache2/modules/mod_";
  private static final String OPENID = "auth_openidc";

  private final Process process;
  private final URI root;

  private ApacheServer(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /** Starts it, if it is installed. */
  static ApacheServer start(Path folder, URI receiver, IdentityProvider provider) throws Exception {
    InstalledTool.require("apache2");
    assertThat(Path.of(MODULES + OPENID + ".so"))
        .as("apt-get install libapache2-mod-auth-openidc")
        .exists();
    URI root = URI.create("http://127.0.0.1:" + FreePort.get() + "/");
    Path config = folder.resolve("apache.conf");
    Files.writeString(config, basics(folder, root) + ofPage(root, receiver, provider));
    Process process =
        new ProcessBuilder("apache2", "-D", "FOREGROUND", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("apache.log").toFile())
            .start();
    ApacheServer server = new ApacheServer(process, root);
    Eventually.holds("Apache listens, see " + folder, LIMIT, server::listens);
    return server;
  }

  URI root() {
    return root;
  }

  private static String basics(Path folder, URI root) {
    StringBuilder basics = new StringBuilder();
    for (String module :
        List.of(
            "mpm_event",
            "authn_core",
            "authz_core",
            "authz_user",
            OPENID,
            "headers",
            "proxy",
            "proxy_http")) {
      basics.append("LoadModule %s_module %s%s.so%n".formatted(module, MODULES, module));
    }
    return basics
        + """
        Listen 127.0.0.1:%d
        ServerName 127.0.0.1
        ServerRoot %s
        DefaultRuntimeDir %s
        PidFile apache.pid
        ErrorLog apache-error.log
        User www-data
        Group www-data
        ProxySourceAddress %s
        """
            .formatted(root.getPort(), folder, folder, ADDRESS);
  }

  private static String ofPage(URI root, URI receiver, IdentityProvider provider)
      throws IOException {
    Path page = Path.of(System.getProperty("it.docs"), "security.md");
    List<String> blocks =
        Pattern.compile("```apache\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(blocks).hasSize(1);
    return blocks
        .get(0)
        .replace("https://id.example.com", provider.issuer())
        .replace("https://hooks.example.com/", root.toString())
        .replace("http://10.1.2.4:8080/", receiver.toString())
        .replace("exec:/bin/cat /run/secrets/oidc", "secret-of-this-test");
  }

  private boolean listens() {
    assertThat(process.isAlive()).as("Apache ended").isTrue();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), root.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
