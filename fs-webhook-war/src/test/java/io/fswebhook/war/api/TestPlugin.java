package io.fswebhook.war.api;

import acme.Good;
import io.fswebhook.war.it.PluginJar;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A plugin with a handler that succeeds and one that gives up. */
final class TestPlugin {

  static final String GOOD = "Good";
  static final String BAD = "Bad";

  private TestPlugin() {}

  static void dropInto(Path folder) throws IOException, URISyntaxException {
    Path classes = Path.of(Good.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.createDirectories(folder);
    PluginJar.pack(folder.resolve("test-plugin.jar"), List.of(GOOD, BAD), classes);
  }
}
