package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarBoundsTest {

  @TempDir Path root;

  @Test
  void a_jar_with_more_entries_than_any_library_has_is_refused() throws Exception {
    Path jar = root.resolve("many.jar");
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i <= JarBounds.MAX_ENTRIES; i++) {
        ZipEntry entry = new ZipEntry(String.valueOf(i));
        entry.setSize(0);
        entry.setCrc(0);
        zip.putNextEntry(entry);
      }
    }

    assertThatThrownBy(() -> PluginJar.read(jar, "many.jar"))
        .isInstanceOf(PluginFailure.class)
        .hasMessageContainingAll("many.jar", "200000 entries", "200001");
  }

  @Test
  void a_folder_with_more_jars_than_any_plugin_has_is_refused() {
    assertThatThrownBy(
            () -> JarBounds.check(Collections.nCopies(JarBounds.MAX_JARS + 1, Path.of("a.jar"))))
        .isInstanceOf(PluginFailure.class)
        .hasMessageContainingAll("1000 jars", "1001");
  }

  @Test
  void what_packs_well_and_is_small_is_no_bomb() throws Exception {
    Path jar = PluginJars.empty().withZeros("zeros", 60).writeTo(root.resolve("small.jar"));

    assertThat(Files.size(jar)).isLessThan(1 << 20);
    assertThatCode(() -> PluginJar.read(jar, "a.jar")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b.class",
        "a..b",
        "...",
        "a/..b/c",
        "META-INF/versions/17/a.class",
        "ä/ö",
        "a b"
      })
  void usual_names_of_entries_are_fine(String name) throws IOException {
    Path jar = PluginJars.empty().with(name, "x").writeTo(root.resolve("usual.jar"));

    assertThatCode(() -> PluginJar.read(jar, "a.jar")).doesNotThrowAnyException();
  }
}
