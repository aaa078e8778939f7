package io.fswebhook.war.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Tomcat or TomEE, with an instance folder (catalina.base) of its own. */
final class Tomcat extends Server {

  private final String page;

  Tomcat(String page, Path installation, Path base) throws IOException {
    super(installation, base);
    this.page = page;
    for (String name : List.of("lib", "logs", "temp", "webapps", "work")) {
      Files.createDirectories(base.resolve(name));
    }
    copy(installation.resolve("conf"), base.resolve("conf"));
    listen();
  }

  /**
   * On loopback, and without the port that takes a shutdown command; looks for WARs every second.
   */
  private void listen() throws IOException {
    Path file = base.resolve("conf/server.xml");
    String xml = Files.readString(file);
    Files.writeString(
        file,
        xml.replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector port=\"" + port + "\" address=\"127.0.0.1\"")
            .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "));
  }

  @Override
  String page() {
    return page;
  }

  @Override
  Map<String, String> variables() {
    return Map.of("CATALINA_HOME", installation.toString(), "CATALINA_BASE", base.toString());
  }

  @Override
  Path lib() {
    return base.resolve("lib");
  }

  @Override
  Path deployments() {
    return base.resolve("webapps");
  }

  /** TomEE 9 is of Jakarta EE 9.1 and reads the newer descriptor all the same. */
  @Override
  List<String> ownWarnings() {
    return page.equals("tomee") ? List.of("Unknown version string [6.0]") : List.of();
  }

  @Override
  List<String> command() {
    return List.of(installation.resolve("bin/catalina.sh").toString(), "run");
  }

  @Override
  Map<String, String> environment() {
    return variables();
  }
}
