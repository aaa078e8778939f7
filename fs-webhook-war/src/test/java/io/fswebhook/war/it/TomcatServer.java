package io.fswebhook.war.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Tomcat from its zip, with an instance folder (catalina.base) of its own: the WAR in {@code
 * webapps}, plugins in {@code lib}, listening on a free port of 127.0.0.1.
 */
final class TomcatServer {

  /** Tomcat's own scripts open them: without, it cannot look for what an application leaves. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.rmi/sun.rmi.transport");

  private final Path home;
  private final Path base;
  private final int port;
  private final List<String> options = new ArrayList<>();

  private TomcatServer(Path home, Path base, int port) {
    this.home = home;
    this.base = base;
    this.port = port;
  }

  static TomcatServer in(Path base) throws IOException {
    Path home = Path.of(System.getProperty("it.tomcat"));
    for (String name : List.of("conf", "lib", "logs", "temp", "webapps", "work")) {
      Files.createDirectories(base.resolve(name));
    }
    try (Stream<Path> conf = Files.list(home.resolve("conf"))) {
      for (Path file : conf.filter(Files::isRegularFile).toList()) {
        Files.copy(file, base.resolve("conf").resolve(file.getFileName()));
      }
    }
    TomcatServer tomcat = new TomcatServer(home, base, freePort());
    tomcat.writeServerXml();
    Files.copy(Path.of(System.getProperty("it.war")), tomcat.war());
    return tomcat;
  }

  /** The folder that Tomcat gives to all its applications, and where plugins are dropped. */
  Path lib() {
    return base.resolve("lib");
  }

  /** The deployed file; Tomcat takes the application away when it is deleted. */
  Path war() {
    return base.resolve("webapps").resolve("fs-webhook.war");
  }

  /** What Tomcat has unpacked of it; deleted after all else when it is taken away. */
  Path unpacked() {
    return base.resolve("webapps").resolve("fs-webhook");
  }

  /** Where the receiver keeps its things unless it is told otherwise. */
  Path receiverHome() {
    return base.resolve("fs-webhook");
  }

  URI receiver() {
    return URI.create("http://127.0.0.1:" + port + "/fs-webhook/");
  }

  /** Gives the receiver a data source of Tomcat's own pool, under {@code jdbc/inbox}. */
  void dataSource(String url) throws IOException {
    Path driver = driver();
    Files.copy(driver, lib().resolve(driver.getFileName()));
    Path descriptors = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
    Files.writeString(
        descriptors.resolve("fs-webhook.xml"),
        """
        <Context>
          <Resource name="jdbc/inbox" auth="Container" type="javax.sql.DataSource"
            driverClassName="org.postgresql.Driver" url="%s" username="postgres" maxTotal="5"/>
        </Context>
        """
            .formatted(url));
  }

  private static Path driver() throws IOException {
    try {
      return Path.of(
          Class.forName("org.postgresql.Driver")
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IOException("PostgreSQL's driver is not on the class path", e);
    }
  }

  TomcatServer with(String option) {
    options.add(option);
    return this;
  }

  WarProcess start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(options);
    command.add("-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"));
    command.add("-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager");
    command.add("-Dcatalina.home=" + home);
    command.add("-Dcatalina.base=" + base);
    command.add("-Djava.io.tmpdir=" + base.resolve("temp"));
    command.add("-cp");
    command.add(
        home.resolve("bin/bootstrap.jar")
            + java.io.File.pathSeparator
            + home.resolve("bin/tomcat-juli.jar"));
    command.add("org.apache.catalina.startup.Bootstrap");
    command.add("start");
    ProcessBuilder builder = new ProcessBuilder(command).directory(base.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FS_WEBHOOK_"));
    return new WarProcess(builder.start());
  }

  /** On loopback, and without the port that takes a shutdown command. */
  private void writeServerXml() throws IOException {
    Files.writeString(
        base.resolve("conf/server.xml"),
        """
        <Server port="-1">
          <Service name="Catalina">
            <Connector port="%d" address="127.0.0.1" protocol="HTTP/1.1"/>
            <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
              <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
            </Engine>
          </Service>
        </Server>
        """
            .formatted(port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
