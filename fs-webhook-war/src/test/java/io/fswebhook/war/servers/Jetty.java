package io.fswebhook.war.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Jetty, with an instance folder (jetty.base) of its own, which the page's commands fill. */
final class Jetty extends Server {

  Jetty(Path installation, Path base) throws IOException {
    super(installation, base);
    Files.createDirectories(base);
  }

  @Override
  String page() {
    return "jetty";
  }

  @Override
  Map<String, String> variables() {
    return Map.of("JETTY_HOME", installation.toString(), "JETTY_BASE", base.toString());
  }

  @Override
  Path lib() {
    return base.resolve("lib/ext");
  }

  @Override
  Path deployments() {
    return base.resolve("webapps");
  }

  /** Looks for WARs every second. */
  @Override
  List<String> command() {
    return List.of(
        java(),
        "-jar",
        installation.resolve("start.jar").toString(),
        "jetty.http.host=127.0.0.1",
        "jetty.http.port=" + port,
        "jetty.deploy.scanInterval=1");
  }
}
