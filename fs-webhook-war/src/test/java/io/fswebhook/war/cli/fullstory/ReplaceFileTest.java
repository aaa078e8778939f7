package io.fswebhook.war.cli.fullstory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaceFileTest {

  @TempDir private Path folder;

  @Test
  void a_link_stays_a_link() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    ReplaceFile.with("new", link);

    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(file).isRegularFile().hasContent("new");
  }

  @Test
  void what_a_killed_command_left_is_in_nobodys_way() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.writeString(folder.resolve("file.new"), "half");

    ReplaceFile.with("new", file);

    assertThat(file).hasContent("new");
    assertThat(folder.resolve("file.new")).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_replaced_stays_and_what_to_do_is_said() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.createDirectories(folder.resolve("file.new").resolve("in-the-way"));

    assertThatThrownBy(() -> new SecretsFile(file).add("new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file cannot be written")
        .hasMessageContaining("Kubernetes")
        .hasMessageNotContaining("new,");
    assertThat(file).hasContent("old");
  }
}
