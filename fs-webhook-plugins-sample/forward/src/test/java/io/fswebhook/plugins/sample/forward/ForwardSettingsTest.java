package io.fswebhook.plugins.sample.forward;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.HandlerHarness;
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
        "https:///hook              | its host must be",
        "http:hook                  | its host must be",
        "http://my_host/hook        | its host must be",
        "http://example.com:0/      | its port must be between 1 and 65535, was 0",
        "http://example.com:65536/  | its port must be between 1 and 65535, was 65536",
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
        .hasMessageContainingAll(PREFIX + "url", PREFIX + "username")
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
  @CsvSource(
      delimiter = '|',
      value = {
        "bearer-token | s3cret s3cret | must be visible ASCII characters",
        "username     | ada:s3cret    | password is not set",
        "password     | s3cret        | is set without"
      })
  void an_incomplete_authorization_is_refused_and_not_repeated(
      String key, String value, String rule) {
    assertThatThrownBy(() -> start(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(PREFIX + key, rule)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void only_one_authorization_can_be_set() {
    assertThatThrownBy(
            () ->
                HandlerHarness.of(new HttpForwardHandler())
                    .setting("url", "https://example.com/hook")
                    .setting("bearer-token", "s3cret")
                    .setting("username", "ada")
                    .start())
        .hasMessage(PREFIX + "bearer-token and " + PREFIX + "username are both set: keep one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method           | post    | must be POST, PUT or PATCH, was 'post'",
        "retried-statuses | 408,2xx | must be statuses from 300 to 599",
        "retried-statuses | 5       | was '5'"
      })
  void a_wrong_method_or_status_is_refused(String key, String value, String rule) {
    assertThatThrownBy(() -> start(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + key)
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "connect-timeout, 5s, an ISO 8601 duration such as PT5S",
    "connect-timeout, PT0S, an ISO 8601 duration above zero",
    "request-timeout, 20, an ISO 8601 duration such as PT5S",
    "request-timeout, PT-1S, an ISO 8601 duration above zero"
  })
  void a_wrong_duration_is_refused_with_its_name_the_rule_and_the_value(
      String key, String value, String rule) {
    assertThatThrownBy(() -> start(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + key + " must be " + rule)
        .hasMessageContaining(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudevents-binary", "cloudevents-structured", "plain"})
  void each_format_is_taken(String format) {
    assertThatCode(() -> start("format", format)).doesNotThrowAnyException();
  }

  @Test
  void a_format_that_is_none_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> start("format", "binary"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            PREFIX
                + "format must be one of cloudevents-binary, cloudevents-structured, plain, was"
                + " 'binary'");
  }

  @Test
  void a_source_that_is_no_uri_is_refused() {
    assertThatThrownBy(() -> start("source", "two words"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(PREFIX + "source must be a URI such as urn:example:fullstory, was two words");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0",
        "whsec_c2VjcmV0",
        "whsec_not/base64!",
        "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0,",
        "whsec_"
      })
  void a_secret_in_another_form_is_refused_and_not_repeated(String secret) {
    assertThatThrownBy(() -> start("signing-secrets", secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "signing-secrets must be one or several secrets")
        .hasMessageNotContainingAny("c2Vj", "not/base64");
  }

  private static void start(String key, String value) throws Exception {
    HandlerHarness.of(new HttpForwardHandler())
        .setting("url", "https://example.com/hook")
        .setting(key, value)
        .start()
        .close();
  }
}
