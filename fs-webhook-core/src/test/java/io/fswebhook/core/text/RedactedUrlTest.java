package io.fswebhook.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://h/db                        | jdbc:postgresql://h/db",
        "jdbc:postgresql://a:5432,b:5433/db            | jdbc:postgresql://a:5432,b:5433/db",
        "jdbc:postgresql://[::1]:5432/db               | jdbc:postgresql://[::1]:5432/db",
        "jdbc:postgresql:db                            | jdbc:postgresql:db",
        "jdbc:postgresql://h/db?password=hunter2       | jdbc:postgresql://h/db?…",
        "jdbc:postgresql://h/db;password=hunter2       | jdbc:postgresql://h/db;…",
        "jdbc:postgresql://h/db&PASSWORD=hunter2       | jdbc:postgresql://h/db&…",
        "jdbc:postgresql://h/db#sslpassword=hunter2    | jdbc:postgresql://h/db#…",
        "jdbc:postgresql://sa:hunter2@h/db             | jdbc:postgresql://h/db",
        "https://sa:hunter2@hooks.example/in?token=x   | https://hooks.example/in?…",
        "http://127.0.0.1:8080/webhook                 | http://127.0.0.1:8080/webhook",
        "jdbc:sqlite:/var/lib/my data/inbox.db         | jdbc:sqlite:/var/lib/my data/inbox.db"
      })
  void user_password_and_parameters_are_left_out(String url, String shown) {
    assertThat(RedactedUrl.of(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://sa:hun/ter2@h/db",
        "jdbc:postgresql://sa:hun?ter2@h/db",
        "jdbc:postgresql://sa:hun;ter2@h/db",
        "jdbc:postgresql://h/db%3Bpassword%3Dhunter2",
        "jdbc:postgresql://h/db password=hunter2",
        "jdbc:postgresql://h/db\npassword=hunter2",
        "jdbc:postgresql://h:port/password/hunter2"
      })
  void what_may_still_hold_a_secret_is_left_out_wholly(String url) {
    assertThat(RedactedUrl.of(url)).isEqualTo("jdbc:postgresql:…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hunter2", "//sa:hunter2@h", "hunter2@h:5432", "\u001b:hunter2"})
  void what_is_no_url_is_left_out_wholly(String text) {
    assertThat(RedactedUrl.of(text)).isEqualTo("…");
  }

  @Test
  void of_a_message_that_quotes_a_url_the_rest_stays() {
    assertThat(
            RedactedUrl.inText(
                "Unable to parse \"jdbc:postgresql://sa:hunter2@h/db?password=hunter2\", or"
                    + " Password = hunter2; see http://h/x?token=hunter2 (28000)"))
        .isEqualTo(
            "Unable to parse \"jdbc:postgresql://h/db?…\", or"
                + " Password = …; see http://h/x?… (28000)");
    assertThat(RedactedUrl.inText("Connection to h:5432 refused."))
        .isEqualTo("Connection to h:5432 refused.");
  }
}
