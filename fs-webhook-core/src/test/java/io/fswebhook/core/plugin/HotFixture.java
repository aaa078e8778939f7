package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host that looks when it is told to, and versions of one plugin. */
abstract class HotFixture {

  @TempDir Path root;
  PluginFolders folders;
  HotJars jars;
  Path jar;
  PluginHost host;
  final ChangesSpy changes = new ChangesSpy();

  /** The host looks at an empty folder first, and is started again by a test that puts one in. */
  @BeforeEach
  void folders() {
    folders = new PluginFolders(root);
    jars = new HotJars(root.resolve("staging"));
    jar = folders.plugins.resolve("hot.jar");
    host = folders.load();
  }

  @AfterEach
  void close() {
    host.close();
    jars.close();
  }

  void start() {
    start(PluginFolders.START_BOUND);
  }

  void start(Duration startBound) {
    host.close();
    host = folders.load(startBound);
    host.tell(changes);
  }

  void look() {
    folders.lookUntilTaken(host);
  }
}
