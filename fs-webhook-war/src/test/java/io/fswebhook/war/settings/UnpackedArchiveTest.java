package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings file in {@code conf}, beside the one in the home. */
class UnpackedArchiveTest {

  private static final String SECRET = "fs.webhook.signing-secrets = one\n";

  @TempDir Path folder;

  @Test
  void its_settings_are_weaker_than_all_that_the_user_sets_elsewhere() throws Exception {
    Sources sources =
        new Sources(folder)
            .unpacked(
                SECRET + "fs.webhook.max-body-size = 10\nfs.webhook.signature.max-age = PT1H\n");
    assertThat(sources.load().maxBodySize()).isEqualTo(10);

    sources.file("fs.webhook.max-body-size = 20\n");
    assertThat(sources.load().maxBodySize()).isEqualTo(20);
    assertThat(sources.load().receiver().verify().maxAge()).hasHours(1);

    sources.environment("FS_WEBHOOK_MAX_BODY_SIZE", "30");
    assertThat(sources.load().maxBodySize()).isEqualTo(30);
  }

  @Test
  void it_may_name_another_home_which_its_own_file_cannot() throws Exception {
    Path home = folder.resolve("elsewhere");
    Sources sources = new Sources(folder).unpacked(SECRET + "fs.webhook.home = " + home + "\n");
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("fs-webhook.properties"), "fs.webhook.home = /nowhere\nfs.webhook.retain = 1");

    Settings settings = sources.load();

    assertThat(settings.home()).isEqualTo(home);
    assertThat(settings.receiver().plugins().pluginsDir()).isEqualTo(home.resolve("plugins"));
    assertThat(sources.check().warnings())
        .anySatisfy(each -> assertThat(each).contains("fs.webhook.home", "has no effect"))
        .allSatisfy(each -> assertThat(each).contains(home.toString()));
  }

  @Test
  void a_home_that_is_set_with_more_strength_still_has_its_settings() throws Exception {
    Sources sources =
        new Sources(folder)
            .unpacked(SECRET + "fs.webhook.home = /nowhere\n")
            .override("fs.webhook.home", folder.resolve("mine").toString());

    assertThat(sources.load().home()).isEqualTo(folder.resolve("mine"));
    assertThat(sources.check().problems()).isEmpty();
  }

  @Test
  void a_missing_secret_and_an_unknown_name_are_said_with_the_file() throws Exception {
    Sources sources = new Sources(folder).unpacked("fs.webhook.signing-secret = one\n");
    String file = folder.resolve("conf/fs-webhook.properties").toString();

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(sources::load)
        .withMessageContaining("in " + file);
    assertThat(sources.check().warnings())
        .singleElement()
        .asString()
        .contains(file)
        .endsWith("fs.webhook.signing-secrets");
  }

  @Test
  void a_change_takes_effect_without_a_restart() throws Exception {
    Sources sources = new Sources(folder).unpacked(SECRET);
    LiveSettings live = new LiveSettings(sources.load(), change -> () -> {}, Clock.systemUTC());

    sources.unpacked("fs.webhook.signing-secrets = one,two\n");
    live.reload(change -> {});

    assertThat(live.current().receiver().verify().secrets()).containsExactly("one", "two");
    assertThat(live.current().source().files())
        .containsKey(folder.resolve("conf/fs-webhook.properties"));
  }
}
