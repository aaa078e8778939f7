package io.fswebhook.war.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of the application server, from the system properties that each kind sets.
 *
 * @param defaultHome the receiver's home unless it is set
 * @param libDirs where operators put libraries
 */
record ServerFolders(Path defaultHome, List<Path> libDirs) {

  private static final String NAME = "fs-webhook";

  /** The temporary folder of a Payara Micro that was given none; deleted when it stops. */
  private static final String TEMPORARY = "payaramicro-rt";

  private static final List<Server> SERVERS =
      List.of(
          new Server("catalina.base", "lib"), // Tomcat, TomEE
          new Server("jboss.server.base.dir", "lib/ext"), // WildFly
          new Server("com.sun.aas.instanceRoot", "lib"), // GlassFish, Payara
          new Server("server.config.dir", "lib/global"), // Open Liberty
          new Server("jetty.base", "lib/ext"));

  ServerFolders {
    libDirs = List.copyOf(libDirs);
  }

  /**
   * The folders of this process's server, or of the working directory where none is known.
   *
   * @param contextPath of the application: each of several in one server gets a home of its own
   */
  static ServerFolders find(String contextPath) {
    Properties properties = System.getProperties();
    return find(
        homeName(contextPath),
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, ""))));
  }

  /** The usual name for the usual context and the root; never a name that the server uses. */
  static String homeName(String contextPath) {
    String name = contextPath.replaceFirst("^/", "").replace('/', '#');
    return name.isEmpty() || name.equals(NAME) ? NAME : NAME + "-" + name;
  }

  static ServerFolders find(String homeName, Map<String, String> systemProperties) {
    for (Server server : SERVERS) {
      String base = systemProperties.getOrDefault(server.property(), "");
      if (!base.isBlank() && !base.contains(TEMPORARY)) {
        return new ServerFolders(
            Path.of(base).resolve(homeName), libDirs(server, base, systemProperties));
      }
    }
    return new ServerFolders(Path.of(homeName + "-home"), List.of());
  }

  /** Several Tomcat instances may share one installation, whose folder counts as well. */
  private static List<Path> libDirs(
      Server server, String base, Map<String, String> systemProperties) {
    String installation =
        server.property().equals("catalina.base")
            ? systemProperties.getOrDefault("catalina.home", base)
            : base;
    return Stream.of(base, installation)
        .map(folder -> Path.of(folder).resolve(server.libDir()))
        .distinct()
        .toList();
  }

  /** A kind of server: the property that names its instance's folder, and the folder below it. */
  private record Server(String property, String libDir) {}
}
