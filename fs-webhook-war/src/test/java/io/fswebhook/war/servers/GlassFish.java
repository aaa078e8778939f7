package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fswebhook.war.it.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A GlassFish or a Payara, with a copy of its domain. */
final class GlassFish extends Server {

  /** Payara would look for others on this machine, and join them. */
  private static final String ALONE = "<hazelcast-config-specific-configuration enabled=\"false\"";

  private final String page;

  GlassFish(String page, Path installation, Path base) throws IOException {
    super(installation, base);
    this.page = page;
    copy(installation.resolve("glassfish/domains/domain1"), instance());
    Files.createDirectories(lib());
    listen();
  }

  /** On loopback and free ports, and on no more than it needs. */
  private void listen() throws IOException {
    Path file = instance().resolve("config/domain.xml");
    String xml = Files.readString(file);
    Files.writeString(
        file,
        xml.replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
            .replace("port=\"8181\"", "enabled=\"false\" port=\"" + freePort() + "\"")
            .replace("port=\"4848\"", "address=\"127.0.0.1\" port=\"" + freePort() + "\"")
            .replace("port=\"8686\"", "enabled=\"false\" port=\"" + freePort() + "\"")
            .replaceAll(
                "<iiop-listener address=\"0.0.0.0\"",
                "<iiop-listener enabled=\"false\" address=\"127.0.0.1\"")
            .replaceAll(
                "<iiop-listener security-enabled=\"true\" address=\"0.0.0.0\"",
                "<iiop-listener enabled=\"false\" security-enabled=\"true\" address=\"127.0.0.1\"")
            .replace("<hazelcast-config-specific-configuration", ALONE)
            .replace("value=\"7676\"", "value=\"" + freePort() + "\""));
  }

  @Override
  String page() {
    return page;
  }

  @Override
  Map<String, String> variables() {
    return Map.of("DOMAIN", instance().toString());
  }

  @Override
  Path instance() {
    return base.resolve("domain1");
  }

  @Override
  Path lib() {
    return instance().resolve("lib");
  }

  @Override
  Path deployments() {
    return instance().resolve("autodeploy");
  }

  /**
   * About certificates and listeners of its own; and Payara, before an application starts, about
   * the drivers that it has itself loaded from the file; and Felix at the stop, when it is about to
   * look at a folder; and when a request comes while an application's jars are being closed: the
   * server looks into them before it knows whose request it is.
   */
  @Override
  List<String> ownWarnings() {
    return List.of(
        "AS-WEB-GLUE-00167",
        "NCLS-SECURITY-05054",
        "EventAdmin: Event Task Processing Interrupted",
        "registered the JDBC driver",
        "org.apache.felix.fileinstall.internal.DirectoryWatcher.run(",
        "org.apache.naming.resources.WebDirContext.lookupFromJars(");
  }

  /**
   * GlassFish's MicroProfile Config has a table of all loaders that there were, and Weld's threads
   * the first. Payara keeps none.
   */
  @Override
  int keptLoaders() {
    return page.equals("glassfish") ? 3 : 0;
  }

  /**
   * Closes a connection. Grizzly keeps the stack trace of the first one that it closes, with the
   * classes in it, for good: its class CloseReason holds it, as a heap dump showed.
   */
  @Override
  void warmUp() throws Exception {
    Eventually.holds("an answer", Duration.ofMinutes(2), this::closesConnection);
  }

  private boolean closesConnection() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return socket.getInputStream().readAllBytes().length > 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  List<String> command() {
    return List.of(
        installation.resolve("bin/asadmin").toString(),
        "start-domain",
        "--verbose",
        "--domaindir",
        base.toString(),
        "domain1");
  }
}
