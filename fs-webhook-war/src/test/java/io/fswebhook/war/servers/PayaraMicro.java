package io.fswebhook.war.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Payara Micro, which is one jar and has no folder to deploy to while it runs. What it does take
 * is a file of commands after its start: it takes the application away and deploys it again there.
 */
final class PayaraMicro extends Server {

  private static final int REDEPLOYMENTS = 3;
  private static final String COMMANDS = "commands";

  PayaraMicro(Path jar, Path base) throws IOException {
    super(jar, base);
    Files.writeString(
        base.resolve("address"),
        "set configs.config.server-config.network-config.network-listeners.network-listener"
            + ".http-listener.address=127.0.0.1\n");
    Files.writeString(
        base.resolve(COMMANDS),
        ("undeploy fs-webhook\ndeploy --name fs-webhook --contextroot fs-webhook "
                + deployments().resolve("fs-webhook.war")
                + "\n")
            .repeat(REDEPLOYMENTS));
  }

  @Override
  String page() {
    return "payara-micro";
  }

  @Override
  Map<String, String> variables() {
    return Map.of("MICRO_DIR", base.toString());
  }

  @Override
  Path instance() {
    return base.resolve("root");
  }

  @Override
  Path lib() {
    return base.resolve("libs");
  }

  @Override
  Path deployments() {
    return base;
  }

  /** The page's command, with ports and addresses of the test's. */
  @Override
  List<String> command() throws IOException {
    String command =
        DeployPage.of(page())
            .block("sh", "java -jar")
            .strip()
            .replace("java -jar payara-micro.jar", "exec " + java() + " -jar " + installation)
            .replace("--port 8080", "--port " + port);
    return List.of(
        "sh",
        "-c",
        "cd "
            + base
            + " && "
            + command
            + " --prebootcommandfile address --postdeploycommandfile commands");
  }

  /** It deploys again at its first start only. */
  @Override
  void warmUp() throws IOException {
    Files.writeString(base.resolve(COMMANDS), "");
  }

  @Override
  boolean canRedeploy() {
    return false;
  }

  /** As Payara does. */
  @Override
  List<String> ownWarnings() {
    return List.of("NCLS-SECURITY-05054", "registered the JDBC driver");
  }

  @Override
  String ready() {
    return "ready in";
  }
}
