package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir Path folder;

  @Test
  void the_home_is_made_for_its_owner_alone() throws Exception {
    Path home = folder.resolve("deep/home");
    Sources.withSecret(folder).system("fs.webhook.home", home.toString()).load();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
  }

  @Test
  void a_home_that_cannot_be_made_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Sources.withSecret(file.resolve("home")).load())
        .withMessageStartingWith("fs.webhook.home is " + file.resolve("home"))
        .withMessageContaining("cannot be made");
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Sources.withSecret(file).load())
        .withMessage(
            "fs.webhook.home is " + file + ", which cannot be made (there is a file of that name)");
  }

  @Test
  void the_admin_token_is_made_once_for_its_owner_alone() throws Exception {
    Sources sources = Sources.withSecret(folder);
    String token = sources.load().adminToken();
    Path file = folder.resolve("admin-token");

    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(Files.readString(file)).isEqualTo(token + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(sources.load().adminToken()).isEqualTo(token);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_set_admin_token_needs_no_file() {
    Sources sources = Sources.withSecret(folder).system("fs.webhook.admin.token", "abc");

    assertThat(sources.load().adminToken()).isEqualTo("abc");
    assertThat(folder.resolve("admin-token")).doesNotExist();
  }

  @Test
  void an_admin_token_file_that_is_empty_or_cannot_be_read_is_refused() throws Exception {
    Path file = folder.resolve("admin-token");
    Files.writeString(file, "\n");
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(Sources.withSecret(folder)::load)
        .withMessageStartingWith("the admin token in " + file + " is empty: delete the file");

    Files.delete(file);
    Files.createDirectory(file);
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(Sources.withSecret(folder)::load)
        .withMessageStartingWith("the admin token in " + file + " cannot be read");
  }

  @Test
  void unknown_names_get_a_sentence_with_the_nearest_known_one() {
    assertThat(
            SettingNames.complaints(
                java.util.List.of(
                    "fs.webhook.signing-secret",
                    "fs.webhook.orgs.TN1.signing-secrets",
                    "fs.webhook.handlers.Forwarder.url",
                    "fs.webhook.max-body-size",
                    "other.setting"),
                "the file"))
        .containsExactly(
            "setting fs.webhook.signing-secret in the file is not known and has no effect; the"
                + " nearest known name is fs.webhook.signing-secrets");
  }
}
