package io.fswebhook.war.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A receiver with fastify, where Node.js is installed and npm reaches its registry. */
final class NodeServer {

  private static final String PROGRAM = "receiver.mjs";
  private static final List<String> PACKAGES = List.of("fastify@5.12.8", "pg@8.23.1");

  private NodeServer() {}

  /**
   * Installs what it needs into the folder, and starts it.
   *
   * @param database a URL of PostgreSQL, or {@code -} to store nothing
   */
  static BenchedServer start(Path folder, String database) throws Exception {
    if (!Files.isDirectory(folder)) {
      install(folder);
    }
    return BenchedServer.start(
        List.of("node", PROGRAM, database, Events.SECRET),
        folder,
        Map.of("NODE_ENV", "production"));
  }

  private static void install(Path folder) throws Exception {
    Files.createDirectories(folder);
    try (InputStream program = NodeServer.class.getResourceAsStream(PROGRAM)) {
      if (program == null) {
        throw new IllegalStateException(PROGRAM + " is not on the class path");
      }
      Files.copy(program, folder.resolve(PROGRAM));
    }
    List<String> command = new ArrayList<>(List.of("npm", "install", "--silent", "--no-fund"));
    command.addAll(PACKAGES);
    try {
      Process npm =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        throw new IOException("npm could not install " + String.join(" and ", PACKAGES));
      }
    } catch (IOException e) {
      throw new Contenders.NotHere("needs Node.js, npm and its registry", e);
    }
  }
}
