package io.fswebhook.war.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFoldersTest {

  @TempDir private Path folder;

  @Test
  void the_folder_of_a_plugin_that_the_server_shows_is_added_once() throws Exception {
    Path shared = Files.createDirectories(folder.resolve("with space"));
    Path jar = shared.resolve("plugin.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream content = new JarOutputStream(file)) {
      content.putNextEntry(new JarEntry("META-INF/services/io.fswebhook.api.EventHandler"));
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      assertThat(new SharedFolders(loader).with(List.of(folder))).containsExactly(folder, shared);
      assertThat(new SharedFolders(loader).with(List.of(shared))).containsExactly(shared);
    }
  }

  @Test
  void what_is_no_jar_in_a_folder_is_left_out() throws Exception {
    assertThat(SharedFolders.folderOf(URI.create("file:/a/META-INF/services/x").toURL())).isEmpty();
    assertThat(SharedFolders.folderOf(URI.create("jar:file://host/b.jar!/x").toURL())).isEmpty();
  }
}
