package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.RetryPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadHandlersTest {

  private static final String FORWARDER = "fs.webhook.handlers.Forwarder.";

  @TempDir Path folder;

  @Test
  void a_handler_that_is_not_mentioned_has_the_defaults() {
    Sources sources = Sources.withSecret(folder).system("fs.webhook.retry.max-attempts", "7");
    HandlerSettings handler = handler(sources);

    assertThat(handler.enabled()).isTrue();
    AttemptSettings attempts = handler.attempts();
    assertThat(attempts.concurrency()).isEqualTo(4);
    assertThat(attempts.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(attempts.maxStuckThreads()).isEqualTo(8);
    assertThat(attempts.maxAttempts()).isEqualTo(7);
    assertThat(attempts.retry())
        .isEqualTo(new RetryPolicy(Duration.ofSeconds(1), 3, Duration.ofHours(1), 0.2));
    assertThat(attempts.breaker())
        .isEqualTo(new BreakerSettings(true, 10, 100, Duration.ofSeconds(30)));
    assertThat(handler.listed()).isEmpty();
    assertThat(handler.own().apply("url")).isEmpty();
  }

  @Test
  void a_handlers_settings_are_its_own() throws Exception {
    HandlerSettings handler =
        handler(
            Sources.withSecret(folder)
                .file(
                    """
                    fs.webhook.handlers.Forwarder.enabled = false
                    fs.webhook.handlers.Forwarder.concurrency = 1
                    fs.webhook.handlers.Forwarder.timeout = PT5S
                    fs.webhook.handlers.Forwarder.max-attempts = 2
                    fs.webhook.handlers.Forwarder.max-stuck-threads = 5
                    fs.webhook.handlers.Forwarder.retry.initial-delay = PT3S
                    fs.webhook.handlers.Forwarder.retry.jitter = 0
                    fs.webhook.handlers.Forwarder.breaker.window = 20
                    fs.webhook.handlers.Forwarder.breaker.open-for = PT1M
                    fs.webhook.handlers.Forwarder.url = http://127.0.0.1/
                    fs.webhook.handlers.Forwarder.header.X = y
                    fs.webhook.handlers.Forwarder2.url = other
                    """)
                .environment("FS_WEBHOOK_HANDLERS_FORWARDER_USER_NAME", "me"));

    assertThat(handler.enabled()).isFalse();
    assertThat(handler.attempts())
        .isEqualTo(
            new AttemptSettings(
                1,
                Duration.ofSeconds(5),
                5,
                2,
                new RetryPolicy(Duration.ofSeconds(3), 3, Duration.ofHours(1), 0),
                new BreakerSettings(true, 20, 100, Duration.ofMinutes(1)),
                null));
    assertThat(handler.listed()).isEqualTo(Map.of("url", "http://127.0.0.1/", "header.X", "y"));
    assertThat(handler.own().apply("url")).contains("http://127.0.0.1/");
    assertThat(handler.own().apply("user-name")).contains("me");
    assertThat(handler.own().apply("timeout")).isEmpty();
    assertThat(handler.own().apply("retry.jitter")).isEmpty();
    assertThat(handler.own().apply("breaker.window")).isEmpty();
  }

  @Test
  void what_is_set_for_all_handlers_holds_where_one_has_nothing_of_its_own() throws Exception {
    Sources sources =
        Sources.withSecret(folder)
            .system("fs.webhook.retry.initial-delay", "PT2S")
            .system("fs.webhook.retry.max-delay", "PT10M")
            .system("fs.webhook.retry.multiplier", "1.5")
            .system("fs.webhook.breaker.enabled", "false")
            .system("fs.webhook.breaker.window", "30")
            .system("fs.webhook.breaker.failure-rate", "50")
            .system("fs.webhook.breaker.open-for", "PT2M")
            .system(FORWARDER + "retry.max-delay", "PT20M")
            .system(FORWARDER + "breaker.enabled", "true");

    AttemptSettings attempts = handler(sources).attempts();

    assertThat(attempts.retry())
        .isEqualTo(new RetryPolicy(Duration.ofSeconds(2), 1.5, Duration.ofMinutes(20), 0.2));
    assertThat(attempts.breaker())
        .isEqualTo(new BreakerSettings(true, 30, 50, Duration.ofMinutes(2)));
  }

  @Test
  void a_handlers_own_secret_may_stand_in_a_file() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "hush\n");
    HandlerSettings handler =
        handler(Sources.withSecret(folder).system(FORWARDER + "token-file", file.toString()));

    assertThat(handler.own().apply("token")).contains("hush");
  }

  @Test
  void a_file_of_a_handlers_own_setting_that_cannot_be_read_is_told_as_the_api_says() {
    Path missing = folder.resolve("missing");
    HandlerSettings handler =
        handler(Sources.withSecret(folder).system(FORWARDER + "token-file", missing.toString()));

    assertThatIllegalStateException()
        .isThrownBy(() -> handler.own().apply("token"))
        .withMessage(
            FORWARDER
                + "token-file names "
                + missing
                + ", which cannot be read (it does not exist)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled | yes | must be one of false, true, was \"yes\"",
        "concurrency | 257 | must be a whole number from 1 to 256, was \"257\"",
        "concurrency | 0 | must be a whole number from 1 to 256, was \"0\"",
        "timeout | 30 | must be an ISO 8601 duration from PT0.001S to PT24H, was \"30\"",
        "max-attempts | -1 | must be a whole number from 1 to 1000, was \"-1\"",
        "max-stuck-threads | 0 | must be a whole number from 1 to 1024, was \"0\"",
        "retry.multiplier | 0 | must be a number from 1 to 100, was \"0\"",
        "retry.max-delay | PT0.5S | must not be shorter than fs.webhook.handlers.Forwarder.retry.initial-delay (PT1S), was \"PT0.5S\"",
        "breaker.window | 0 | must be a whole number from 1 to 1000, was \"0\"",
        "breaker.enabled | on | must be one of false, true, was \"on\"",
      })
  void a_wrong_value_names_setting_value_and_rule(String key, String value, String sentence) {
    Sources sources = Sources.withSecret(folder).system(FORWARDER + key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> handler(sources))
        .withMessage(FORWARDER + key + " " + sentence);
  }

  @Test
  void handlers_are_set_up_under_names_of_the_operators() throws Exception {
    Sources sources =
        Sources.withSecret(folder)
            .file(
                """
                fs.webhook.handlers.crm.type = HttpForward
                fs.webhook.handlers.mail_2.type = ChatAlert
                """)
            .environment("FS_WEBHOOK_HANDLERS_AUDIT_TYPE", "HttpForward")
            .environment("FS_WEBHOOK_HANDLERS_CRM_CONTENT_TYPE", "text/plain");

    HandlerSettingsSource handlers = sources.load().receiver().handlers();
    assertThat(handlers.types())
        .containsOnly(
            entry("crm", "HttpForward"),
            entry("mail_2", "ChatAlert"),
            entry("audit", "HttpForward"));
    assertThat(handlers.mentions("mail_2")).isTrue();
    assertThat(handlers.mentions("HttpForward")).isFalse();
    assertThat(handlers.of("crm").listed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my\\ crm   | fs.webhook.handlers.my crm.type: the name of a handler must be",
        "kätzchen   | fs.webhook.handlers.kätzchen.type: the name of a handler must be",
      })
  void a_name_with_other_characters_is_refused(String name, String message) throws Exception {
    Sources sources =
        Sources.withSecret(folder).file("fs.webhook.handlers." + name + ".type = HttpForward");

    assertThatThrownBy(sources::load)
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void names_that_differ_in_case_only_are_refused() throws Exception {
    Sources sources =
        Sources.withSecret(folder)
            .file(
                """
                fs.webhook.handlers.crm.type = HttpForward
                fs.webhook.handlers.CRM.type = HttpForward
                """);

    assertThatThrownBy(sources::load)
        .isInstanceOf(StartException.class)
        .hasMessage(
            "fs.webhook.handlers.CRM.type and fs.webhook.handlers.crm.type must not differ in"
                + " upper and lower case only: rename one of the two");
  }

  private static HandlerSettings handler(Sources sources) {
    return sources.load().receiver().handlers().of("Forwarder");
  }
}
