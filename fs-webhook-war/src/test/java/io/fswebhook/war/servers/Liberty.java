package io.fswebhook.war.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** An Open Liberty, with users' folder (WLP_USER_DIR) of its own and a server in it. */
final class Liberty extends Server {

  private static final String SERVER = "receiver";

  Liberty(Path installation, Path base) throws IOException {
    super(installation, base);
    Files.createDirectories(deployments());
    Files.writeString(
        configuration(),
        DeployPage.of("open-liberty")
            .block("xml", "<server>")
            .replace("9080", String.valueOf(port)));
  }

  @Override
  String page() {
    return "open-liberty";
  }

  @Override
  Map<String, String> variables() {
    return Map.of("SERVER_DIR", instance().toString());
  }

  @Override
  Path instance() {
    return base.resolve("servers").resolve(SERVER);
  }

  @Override
  Path lib() {
    return instance().resolve("lib/global");
  }

  @Override
  Path deployments() {
    return instance().resolve("apps");
  }

  /** By its configuration: it still reads the file while it stops the application. */
  @Override
  void undeploy(String context) throws IOException {
    Files.writeString(
        configuration(),
        Files.readString(configuration())
            .replace("<webApplication", "<!--<webApplication")
            .replace("</webApplication>", "</webApplication>-->"));
  }

  @Override
  void deploy(Path war, String context) throws IOException {
    Files.copy(war, deployments().resolve(context + ".war"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        configuration(),
        Files.readString(configuration()).replace("<!--<web", "<web").replace("tion>-->", "tion>"));
  }

  private Path configuration() {
    return instance().resolve("server.xml");
  }

  @Override
  List<String> command() {
    return List.of(installation.resolve("bin/server").toString(), "run", SERVER);
  }

  @Override
  Map<String, String> environment() {
    return Map.of("WLP_USER_DIR", base.toString());
  }

  /**
   * That the WAR was taken away; that it brings annotations of its own, by parentLast; and, with a
   * stack trace, that a path has an encoded slash.
   */
  @Override
  List<String> ownWarnings() {
    return List.of(
        "CWWKZ0014W",
        "CWWKZ0059E",
        "CWNEN0070W",
        "CWWWC0005I",
        "at com.ibm.",
        "at java.base/java.util.concurrent.ThreadPoolExecutor",
        "at java.base/java.lang.Thread.run");
  }

  /** Its loggers keep the class that first asked for them. */
  @Override
  int keptLoaders() {
    return 1;
  }

  @Override
  List<Path> logs() {
    return List.of(instance().resolve("logs/messages.log"));
  }
}
