package io.fswebhook.war.bench;

import io.fswebhook.war.it.WarProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server in a process of its own, which says {@code listening on URL}. */
final class BenchedServer implements AutoCloseable {

  /** As much as a receiver has by default on a machine of 2 GB. */
  private static final String HEAP = "-Xmx512m";

  private final WarProcess process;
  private final URI uri;

  private BenchedServer(Process process) throws Exception {
    this.process = new WarProcess(process);
    try {
      this.uri = this.process.awaitListening();
    } catch (Exception | Error e) {
      this.process.close();
      throw e;
    }
  }

  /** A class of the tests. */
  static BenchedServer ofClass(Class<?> main, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(java(), HEAP, "-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return start(command, Path.of("."), Map.of());
  }

  /** The WAR that was built, with a home in the folder. */
  static BenchedServer ofWar(Path war, Path home, Map<String, String> settings) throws Exception {
    Files.createDirectories(home);
    List<String> command = new ArrayList<>(List.of(java(), HEAP, "-Dfs.webhook.home=" + home));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", war.toString(), "serve", "--port", "0"));
    return start(command, home, Map.of("FS_WEBHOOK_SIGNING_SECRETS", Events.SECRET));
  }

  static BenchedServer start(List<String> command, Path folder, Map<String, String> environment)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FS_WEBHOOK_"));
    builder.environment().putAll(environment);
    return new BenchedServer(builder.start());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  int port() {
    return uri.getPort();
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
