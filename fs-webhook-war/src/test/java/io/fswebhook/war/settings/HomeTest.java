package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.Logger;
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
  void deliveries_are_for_the_owner_alone_also_in_a_home_that_others_may_read() throws Exception {
    Path home = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Sources.withSecret(home).load();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwxr-xr-x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data"))))
        .isEqualTo("rwx------");
  }

  @Test
  void a_home_that_sqlite_cannot_open_is_refused_in_a_sentence_about_the_home() {
    Path home = folder.resolve("a?b");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Sources.withSecret(home).load())
        .withMessage(
            "fs.webhook.home must be a folder without ? in its path, where SQLite's parameters would"
                + " begin, was \""
                + home
                + "\"");
  }

  @Test
  void a_home_may_be_a_link_to_a_folder() throws Exception {
    Path home = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);

    assertThat(Sources.withSecret(link).load().home()).isEqualTo(link);
  }

  @Test
  void a_data_folder_that_cannot_be_made_is_refused() throws Exception {
    Files.writeString(folder.resolve("data"), "");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(Sources.withSecret(folder)::load)
        .withMessage(
            "fs.webhook.home is "
                + folder
                + ", where data cannot be created (there is a file of that name)");
  }

  @Test
  void an_unknown_name_is_reported_from_the_file_and_from_the_system_properties() throws Exception {
    Logger logger = Logger.getLogger(SettingsLoader.class.getName());
    List<String> lines = new CopyOnWriteArrayList<>();
    Filter keep = line -> !lines.add(line.getMessage());
    logger.setFilter(keep);
    try {
      Sources.withSecret(folder)
          .file("fs.webhook.retentions=P1D\n")
          .system("fs.webhook.http.prot", "80")
          .environment("FS_WEBHOOK_NOTHING", "x")
          .load();
    } finally {
      logger.setFilter(null);
    }

    assertThat(lines)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains(
                        "fs.webhook.retentions ",
                        folder.resolve("fs-webhook.properties").toString())
                    .endsWith(" fs.webhook.retention"),
            line ->
                assertThat(line)
                    .contains("fs.webhook.http.prot ", "system properties")
                    .endsWith(" fs.webhook.http.port"));
  }

  @Test
  void a_home_that_cannot_be_made_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Sources.withSecret(file.resolve("home")).load())
        .withMessageStartingWith("fs.webhook.home is " + file.resolve("home"))
        .withMessageContaining("cannot be created");
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Sources.withSecret(file).load())
        .withMessage(
            "fs.webhook.home is "
                + file
                + ", which cannot be created (there is a file of that name)");
  }

  @Test
  void the_admin_token_is_made_once_for_its_owner_alone() throws Exception {
    Sources sources = Sources.withSecret(folder);
    String token = sources.load().tokens().get(0).value();
    Path file = folder.resolve("admin-token");

    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(Files.readString(file)).isEqualTo(token + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(sources.load().tokens().get(0).value()).isEqualTo(token);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("data"));
    }
  }

  @Test
  void a_set_admin_token_needs_no_file() {
    Sources sources = Sources.withSecret(folder).system("fs.webhook.admin.token", "abc");

    assertThat(sources.load().tokens().get(0).value()).isEqualTo("abc");
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
            SettingsRegistry.complaints(
                java.util.List.of(
                    "fs.webhook.signing-secret",
                    "fs.webhook.orgs.TN1.signing-secrets",
                    "fs.webhook.handlers.Forwarder.url",
                    "fs.webhook.max-body-size",
                    "other.setting"),
                "the file"))
        .singleElement()
        .asString()
        .contains("fs.webhook.signing-secret ", "the file")
        .endsWith(" fs.webhook.signing-secrets");
  }
}
