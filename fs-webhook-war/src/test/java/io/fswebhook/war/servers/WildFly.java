package io.fswebhook.war.servers;

import io.fswebhook.war.it.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A WildFly, with an instance folder (jboss.server.base.dir) of its own. */
final class WildFly extends Server {

  WildFly(Path installation, Path base) throws IOException {
    super(installation, base);
    copy(installation.resolve("standalone/configuration"), base.resolve("configuration"));
    lookEverySecond();
    Files.createDirectories(lib());
    Files.createDirectories(deployments());
  }

  private void lookEverySecond() throws IOException {
    Path file = base.resolve("configuration/standalone.xml");
    String xml = Files.readString(file);
    Files.writeString(file, xml.replace("scan-interval=\"5000\"", "scan-interval=\"1000\""));
  }

  @Override
  String page() {
    return "wildfly";
  }

  @Override
  Map<String, String> variables() {
    return Map.of(
        "JBOSS_HOME",
        installation.toString(),
        "JBOSS_BASE_DIR",
        base.toString(),
        "JBOSS_MODULEPATH",
        installation.resolve("modules") + ":" + base.resolve("modules"));
  }

  @Override
  Path lib() {
    return base.resolve("lib/ext");
  }

  @Override
  Path deployments() {
    return base.resolve("deployments");
  }

  /** By its marker, which is there a moment after it answers; the file itself may stay. */
  @Override
  void undeploy(String context) throws Exception {
    Path marker = deployments().resolve(context + ".war.deployed");
    Eventually.holds("it is marked", Duration.ofMinutes(1), () -> Files.deleteIfExists(marker));
  }

  @Override
  void deploy(Path war, String context) throws IOException {
    Path file = deployments().resolve(context + ".war");
    if (Files.notExists(file)) {
      super.deploy(war, context);
    }
    Files.createFile(deployments().resolve(context + ".war.dodeploy"));
  }

  @Override
  List<String> command() throws IOException {
    return List.of(
        installation.resolve("bin/standalone.sh").toString(),
        "-b=127.0.0.1",
        "-bmanagement=127.0.0.1",
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=" + freePort(),
        "-Djboss.management.http.port=" + freePort());
  }

  /** Of a standalone.xml as it is delivered. */
  @Override
  List<String> ownWarnings() {
    return List.of("WFLYTX0013", "WFLYELY00023", "WFLYELY01084");
  }

  /** A thread of its workers keeps the first request that it had, for as long as it lives. */
  @Override
  int keptLoaders() {
    return 1;
  }

  @Override
  Map<String, String> environment() {
    return variables();
  }
}
