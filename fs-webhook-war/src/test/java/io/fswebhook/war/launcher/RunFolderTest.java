package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir private Path parent;

  @Test
  void it_is_private() throws Exception {
    RunFolder folder = RunFolder.create(parent);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
        .isEqualTo("rwx------");
    folder.delete();
  }

  @Test
  void it_is_deleted_with_all_in_it() throws Exception {
    RunFolder folder = RunFolder.create(parent);
    Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "c");
    folder.delete();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void what_a_gone_process_left_is_deleted() throws Exception {
    Path left = Files.createDirectory(parent.resolve("fs-webhook-run-left"));
    Files.createFile(left.resolve("lock"));
    Files.writeString(left.resolve("jar"), "jar");
    RunFolder folder = RunFolder.create(parent);
    assertThat(left).doesNotExist();
    folder.delete();
  }

  @Test
  void a_folder_in_use_stays() throws Exception {
    RunFolder first = RunFolder.create(parent);
    RunFolder second = RunFolder.create(parent);
    assertThat(first.path()).isDirectory();
    first.delete();
    second.delete();
  }

  @Test
  void what_is_not_ours_stays() throws Exception {
    Path other = Files.createDirectory(parent.resolve("something-else"));
    Files.createFile(other.resolve("lock"));
    Path withoutLock = Files.createDirectory(parent.resolve("fs-webhook-run-new"));
    Path target = Files.createDirectory(parent.resolve("target"));
    Files.createFile(target.resolve("lock"));
    Files.createSymbolicLink(parent.resolve("fs-webhook-run-link"), target);
    RunFolder folder = RunFolder.create(parent);
    assertThat(other.resolve("lock")).exists();
    assertThat(withoutLock).exists();
    assertThat(target.resolve("lock")).exists();
    folder.delete();
  }
}
