package io.fswebhook.war.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One instance of a server in a folder of its own: how it is laid out, started and told to deploy.
 * It listens on free ports of 127.0.0.1. Its page in {@code docs/deploy} is what its tests follow.
 */
abstract class Server {

  /** Its distribution, never written to. */
  final Path installation;

  /** The instance's folder. */
  final Path base;

  final int port;

  Server(Path installation, Path base) throws IOException {
    this.installation = installation;
    this.base = Files.createDirectories(base);
    this.port = freePort();
  }

  /** Names the page in {@code docs/deploy}. */
  abstract String page();

  /** What the page's commands call the folders, and the values here. */
  abstract Map<String, String> variables();

  /** Where the page says that plugins may be dropped besides the receiver's own folder. */
  abstract Path lib();

  /** Where the page says that WARs are put. */
  abstract Path deployments();

  /** Where the page says that the receiver of the context has its home. */
  Path home(String context) {
    return instance().resolve(context.equals("fs-webhook") ? context : "fs-webhook-" + context);
  }

  /** The folder that the receiver's home is in. */
  Path instance() {
    return base;
  }

  /** What starts it, in the foreground. */
  abstract List<String> command() throws IOException;

  /** Of the started process, besides what all of them get. */
  Map<String, String> environment() {
    return Map.of();
  }

  /** Where it logs, besides its output. */
  List<Path> logs() {
    return List.of();
  }

  /** Lines of the server's own that warn of what is no fault of the WAR. */
  List<String> ownWarnings() {
    return List.of();
  }

  /** How many loaders of applications that are gone the server itself keeps after three of them. */
  int keptLoaders() {
    return 0;
  }

  /**
   * What the log has to hold before the receiver may be used; empty where its answer says enough.
   */
  String ready() {
    return "";
  }

  /**
   * What it does once in its life, done before the receiver is used so that nothing of that is in
   * it.
   */
  void warmUp() throws Exception {}

  /** Whether a running server can be told to take an application away. */
  boolean canRedeploy() {
    return true;
  }

  /** While it runs or before; takes the place of what is there. */
  void deploy(Path war, String context) throws IOException {
    Path unfinished = base.resolve(context + ".copy");
    Files.copy(war, unfinished, StandardCopyOption.REPLACE_EXISTING);
    Files.move(unfinished, deployments().resolve(context + ".war"));
  }

  /** While it runs. */
  void undeploy(String context) throws Exception {
    Files.delete(deployments().resolve(context + ".war"));
  }

  /** Where a context answers. */
  URI uri(String context) {
    return URI.create("http://127.0.0.1:" + port + "/" + context + "/");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
