package io.fswebhook.plugins.sample.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.HandlerHarness;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardSettingsTest {

  private static final String PREFIX = "fs.webhook.handlers.HttpForward.";

  @Test
  void a_missing_url_is_named_with_what_to_do() {
    assertThatThrownBy(() -> HandlerHarness.of(new HttpForwardHandler()).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "url is not set: set it to the http or https URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/hook                      | its scheme was null",
        "example.com/hook           | its scheme was null",
        "ftp://example.com/hook     | its scheme was ftp",
        "mailto:ada@example.com     | its scheme was mailto",
        "https:///hook              | its host has to be",
        "http:hook                  | its host has to be",
        "http://my_host/hook        | its host has to be",
        "http://example.com:0/      | its port has to be between 1 and 65535, was 0",
        "http://example.com:65536/  | its port has to be between 1 and 65535, was 65536",
        "http://example.com/a b     | Illegal character in path at index 20"
      })
  void a_wrong_url_is_refused_with_the_rule_and_what_breaks_it(String url, String problem) {
    assertThatThrownBy(() -> start("url", url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "url must be an absolute http or https URL such as")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://ada:s3cret@example.com/", "http://ada:s3cret@my_host/"})
  void a_password_in_the_url_is_refused_and_not_repeated(String url) {
    assertThatThrownBy(() -> start("url", url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(PREFIX + "url", PREFIX + "authorization")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "HTTPS://example.com/@me?a=b", "http://[::1]/x"})
  void an_absolute_url_is_taken(String url) {
    assertThatCode(() -> start("url", url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer s3cret\nX: y", "Bearer s3crét"})
  void an_authorization_that_no_header_can_hold_is_refused_and_not_repeated(String value) {
    assertThatThrownBy(() -> start("authorization", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "authorization must be one line of printable ASCII")
        .hasMessageNotContaining("s3cr");
  }

  @ParameterizedTest
  @CsvSource({
    "connect-timeout, 5s",
    "connect-timeout, PT0S",
    "request-timeout, 20",
    "request-timeout, PT-1S"
  })
  void a_wrong_duration_is_refused_with_its_name_the_rule_and_the_value(String key, String value) {
    assertThatThrownBy(() -> start(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + key + " must be an ISO 8601 duration above zero")
        .hasMessageContaining(value);
  }

  @Test
  void what_may_be_logged_of_a_url_is_neither_path_nor_query() {
    ForwardSettings settings =
        new ForwardSettings(
            URI.create("https://example.com:8443/t0ken?t0ken"),
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    assertThat(settings.target()).isEqualTo("https://example.com:8443");
  }

  private static void start(String key, String value) throws Exception {
    HandlerHarness.of(new HttpForwardHandler())
        .setting("url", "https://example.com/hook")
        .setting(key, value)
        .start()
        .close();
  }
}
