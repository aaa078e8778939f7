package io.fswebhook.plugins.sample.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveSettingsTest {

  private static final String PREFIX = "fs.webhook.handlers.DatabaseArchive.";

  private final HandlerHarness.Builder builder =
      HandlerHarness.of(new DatabaseArchiveHandler())
          .setting("url", "jdbc:postgresql://127.0.0.1:1/none")
          .setting("connect-timeout", "PT1S");

  @Test
  void a_missing_url_is_named_with_what_to_do() {
    assertThatThrownBy(() -> builder.setting("url", "").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "url is not set: set it to the JDBC URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:mysql://localhost/x?password=s3cret", "jdbc:postgresql://h:s3cret/x"})
  void a_url_that_is_none_of_postgresql_is_refused_and_not_repeated(String url) {
    assertThatThrownBy(() -> builder.setting("url", url).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "url must be a JDBC URL of PostgreSQL")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_password_in_the_url_is_refused_and_not_repeated() {
    assertThatThrownBy(
            () -> builder.setting("url", "jdbc:postgresql://h/x?user=u&password=s3cret").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(PREFIX + "url must not", PREFIX + "password-file")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Events",
        "1events",
        "my-events",
        "a.b.c",
        ".events",
        "events.",
        "events; drop table x",
        "events\"",
        "a234567890123456789012345678901234567890123456789012345678901234"
      })
  void a_table_name_that_could_be_something_else_is_refused(String table) {
    assertThatThrownBy(() -> builder.setting("table", table).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "table must be a name")
        .hasMessageEndingWith("was '" + table + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "create-table, yes, 'must be true or false, was ''yes'''",
    "connect-timeout, PT0.5S, 'must be whole seconds from PT1S to PT24H, was PT0.5S'",
    "query-timeout, PT1.5S, 'must be whole seconds from PT1S to PT24H, was PT1.5S'",
    "query-timeout, 20, must be an ISO 8601 duration"
  })
  void what_is_wrong_is_named_with_the_rule(String key, String value, String problem) {
    assertThatThrownBy(() -> builder.setting(key, value).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + key + " " + problem);
  }

  @Test
  void a_database_that_cannot_be_reached_is_waited_for() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.RETRY);
    }
  }
}
