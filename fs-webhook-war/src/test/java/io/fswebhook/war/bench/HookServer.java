package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A receiver of adnanh/webhook that waits for its command, where it is installed. */
final class HookServer {

  private static final String HOOKS =
      """
      [{
        "id": "bench",
        "execute-command": "/bin/true",
        "include-command-output-in-response": true,
        "trigger-rule": {
          "match": {
            "type": "payload-hmac-sha256",
            "secret": "%s",
            "parameter": {"source": "header", "name": "X-Signature"}
          }
        }
      }]
      """;

  private HookServer() {}

  static BenchedServer start(Path folder) throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("hooks.json"), HOOKS.formatted(Events.SECRET));
    int port = BenchedServer.freePort();
    List<String> command =
        List.of("webhook", "-hooks", "hooks.json", "-ip", "127.0.0.1", "-port", "" + port);
    try {
      return BenchedServer.startOn(port, command, folder, Map.of());
    } catch (IOException e) {
      throw new Contenders.NotHere("webhook is not installed (Debian's package of that name)", e);
    }
  }
}
