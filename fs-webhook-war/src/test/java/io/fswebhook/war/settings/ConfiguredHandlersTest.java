package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fswebhook.core.plugin.HandlerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredHandlersTest {

  private static final String FORWARDER = "fs.webhook.handlers.Forwarder.";

  @TempDir Path folder;

  @Test
  void a_handler_that_is_not_mentioned_has_the_defaults() {
    Sources sources = Sources.withSecret(folder).system("fs.webhook.retry.max-attempts", "7");
    HandlerSettings handler = handler(sources);

    assertThat(handler.enabled()).isTrue();
    assertThat(handler.concurrency()).isEqualTo(4);
    assertThat(handler.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(handler.maxAttempts()).isEqualTo(7);
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
                    fs.webhook.handlers.Forwarder.url = http://127.0.0.1/
                    fs.webhook.handlers.Forwarder.header.X = y
                    fs.webhook.handlers.Forwarder2.url = other
                    """)
                .environment("FS_WEBHOOK_HANDLERS_FORWARDER_USER_NAME", "me"));

    assertThat(handler.enabled()).isFalse();
    assertThat(handler.concurrency()).isEqualTo(1);
    assertThat(handler.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(handler.maxAttempts()).isEqualTo(2);
    assertThat(handler.listed()).isEqualTo(Map.of("url", "http://127.0.0.1/", "header.X", "y"));
    assertThat(handler.own().apply("url")).contains("http://127.0.0.1/");
    assertThat(handler.own().apply("user-name")).contains("me");
    assertThat(handler.own().apply("timeout")).isEmpty();
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
        "concurrency | 257 | must be from 1 to 256, was \"257\"",
        "concurrency | 0 | must be from 1 to 256, was \"0\"",
        "timeout | 30 | must be a duration such as PT30S or P30D, from PT0.001S to PT24H, was \"30\"",
        "max-attempts | -1 | must be from 1 to 1000, was \"-1\"",
      })
  void a_wrong_value_names_setting_value_and_rule(String key, String value, String sentence) {
    Sources sources = Sources.withSecret(folder).system(FORWARDER + key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> handler(sources))
        .withMessage(FORWARDER + key + " " + sentence);
  }

  private static HandlerSettings handler(Sources sources) {
    return sources.load().receiver().handlers().of("Forwarder");
  }
}
