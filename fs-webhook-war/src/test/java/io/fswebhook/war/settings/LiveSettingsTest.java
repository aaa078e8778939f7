package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSettingsTest {

  @TempDir Path home;
  private final List<Integer> applied = new ArrayList<>();
  private final List<String> announced = new ArrayList<>();
  private Sources sources;
  private LiveSettings live;

  @BeforeEach
  void load() throws Exception {
    sources = new Sources(home).file("fs.webhook.signing-secrets = one");
    live = live();
  }

  private LiveSettings live() {
    return new LiveSettings(
        sources.load(),
        change -> () -> applied.add(change.settings().maxBodySize()),
        Clock.systemUTC());
  }

  @Test
  void a_change_is_announced_then_applied() throws Exception {
    file("fs.webhook.signing-secrets = one,two", "fs.webhook.max-body-size = 64");

    SettingsChange change = live.reload(found -> announced.add(found.names() + " " + applied));

    assertThat(change.changed())
        .containsExactly("fs.webhook.max-body-size", "fs.webhook.signing-secrets");
    assertThat(announced)
        .containsExactly("fs.webhook.max-body-size, fs.webhook.signing-secrets []");
    assertThat(applied).containsExactly(64);
    assertThat(live.current().receiver().verify().secrets()).containsExactly("one", "two");
  }

  @Test
  void a_check_applies_nothing() throws Exception {
    file("fs.webhook.signing-secrets = two");

    assertThat(live.check().changed()).containsExactly("fs.webhook.signing-secrets");

    assertThat(applied).isEmpty();
    assertThat(live.current().receiver().verify().secrets()).containsExactly("one");
  }

  @Test
  void what_cannot_be_announced_is_not_applied() throws Exception {
    file("fs.webhook.signing-secrets = two");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                live.reload(
                    change -> {
                      throw new IllegalStateException("no audit");
                    }));

    assertThat(applied).isEmpty();
    assertThat(live.current().receiver().verify().secrets()).containsExactly("one");
  }

  @Test
  void all_wrong_values_are_named_and_none_is_shown_that_is_secret() throws Exception {
    file(
        "fs.webhook.signing-secrets = ,hush",
        "fs.webhook.http.port = 99999",
        "fs.webhook.handlers.h.concurrency = none");

    assertThatExceptionOfType(SettingsRefusedException.class)
        .isThrownBy(live::check)
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .hasSize(3)
                    .anyMatch(each -> each.startsWith("fs.webhook.signing-secrets must be "))
                    .anyMatch(each -> each.startsWith("fs.webhook.http.port must be "))
                    .anyMatch(each -> each.startsWith("fs.webhook.handlers.h.concurrency must be "))
                    .noneMatch(each -> each.contains("hush")));
  }

  @Test
  void values_that_contradict_each_other_are_refused() throws Exception {
    file("fs.webhook.signing-secrets = one", "fs.webhook.retired-signing-secrets = one");

    assertThatExceptionOfType(SettingsRefusedException.class)
        .isThrownBy(live::check)
        .withMessageContaining(
            "fs.webhook.retired-signing-secrets contains a secret that is still");
  }

  @Test
  void what_only_its_user_can_check_is_refused_too() throws Exception {
    LiveSettings strict =
        new LiveSettings(
            sources.load(),
            change -> {
              throw new StartException("the schema is missing");
            },
            Clock.systemUTC());

    assertThatExceptionOfType(SettingsRefusedException.class)
        .isThrownBy(strict::check)
        .withMessage("the schema is missing");
  }

  @Test
  void what_needs_a_restart_keeps_its_value_and_is_named_each_time() throws Exception {
    file("fs.webhook.signing-secrets = one", "fs.webhook.inbox.timeout = PT9S");

    for (int i = 0; i < 2; i++) {
      SettingsChange change = live.reload(found -> {});
      assertThat(change.changed()).isEmpty();
      assertThat(change.restartNeeded()).containsExactly("fs.webhook.inbox.timeout");
      assertThat(inForce("fs.webhook.inbox.timeout").set()).isFalse();
      assertThat(inForce("fs.webhook.inbox.timeout").restartNeeded()).isTrue();
    }
    file("fs.webhook.signing-secrets = one");
    assertThat(live.reload(found -> {}).restartNeeded()).isEmpty();
  }

  @Test
  void how_long_something_is_kept_and_valid_changes() throws Exception {
    file(
        "fs.webhook.signing-secrets = one",
        "fs.webhook.retention = P3D",
        "fs.webhook.retention.dead = P4D",
        "fs.webhook.signature.max-age = PT2H",
        "fs.webhook.signature.max-skew = PT1M");

    assertThat(live.reload(found -> {}).changed()).hasSize(4);

    ReceiverSettings receiver = live.current().receiver();
    assertThat(receiver.inbox().retention())
        .isEqualTo(new Retention(Duration.ofDays(3), Duration.ofDays(4)));
    assertThat(receiver.verify().maxAge()).isEqualTo(Duration.ofHours(2));
    assertThat(receiver.verify().maxSkew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(receiver.inbox().signaturesKept())
        .isEqualTo(
            InboxSettings.signaturesKept(receiver.verify().maxAge(), receiver.verify().maxSkew()));
    file("fs.webhook.signing-secrets = one", "fs.webhook.retention = P91D");
    assertThat(live.reload(found -> {}).settings().receiver().inbox().retention().dead())
        .isEqualTo(Duration.ofDays(91));
  }

  @Test
  void a_stronger_source_hides_a_change_of_the_file() throws Exception {
    sources.environment("FS_WEBHOOK_MAX_BODY_SIZE", "100");
    live = live();
    file("fs.webhook.signing-secrets = one", "fs.webhook.max-body-size = 64");

    assertThat(live.check().changed()).isEmpty();
  }

  @Test
  void the_content_of_a_file_is_a_change_and_the_file_is_watched() throws Exception {
    Path secret = home.resolve("secret");
    Files.writeString(secret, "one");
    sources.environment("FS_WEBHOOK_ORGS_TN1_SIGNING_SECRETS_FILE", secret.toString());
    live = live();
    assertThat(live.filesNow()).isEqualTo(live.filesRead()).containsKey(secret);

    Files.writeString(secret, "other");

    assertThat(live.filesNow()).isNotEqualTo(live.filesRead());
    assertThat(live.reload(change -> {}).changed())
        .containsExactly("fs.webhook.orgs.TN1.signing-secrets");
    assertThat(live.filesNow()).isEqualTo(live.filesRead());
  }

  @Test
  void a_handler_starts_again_for_settings_of_its_own_only() throws Exception {
    file(
        "fs.webhook.signing-secrets = one",
        "fs.webhook.retry.max-attempts = 3",
        "fs.webhook.handlers.Called.timeout = PT5S",
        "fs.webhook.handlers.Called.retry.max-delay = PT5M",
        "fs.webhook.handlers.Told.url = https://host",
        "fs.webhook.handlers.Off.enabled = false");

    assertThat(live.check().handlers()).containsExactlyInAnyOrder("Told", "Off");
  }

  @Test
  void a_file_of_a_handler_that_only_the_environment_names_is_a_change_too() throws Exception {
    Path secret = Files.writeString(home.resolve("secret"), "one");
    sources.environment("FS_WEBHOOK_HANDLERS_CHAT_URL_FILE", secret.toString());
    live = live();
    var handler = live.current().receiver().handlers().of("Chat");
    assertThat(handler.own().apply("url")).contains("one");

    Files.writeString(secret, "other");

    assertThat(live.filesNow()).isNotEqualTo(live.filesRead());
    assertThat(live.check().handlers()).containsExactly("Chat");
  }

  @Test
  void a_new_admin_token_in_its_file_is_a_change() throws Exception {
    Files.writeString(home.resolve("admin-token"), "another-token");

    assertThat(live.reload(change -> {}).changed()).containsExactly("fs.webhook.admin.token");

    assertThat(live.current().tokens().get(0).value()).isEqualTo("another-token");
  }

  private SettingInForce inForce(String name) {
    return live.current().inForce().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void file(String... lines) throws Exception {
    var unused = sources.file(String.join("\n", lines));
  }
}
