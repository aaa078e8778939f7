package io.fswebhook.war.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.war.launcher.LoggedLines;
import io.fswebhook.war.settings.AccessToken;
import io.fswebhook.war.settings.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarnOfExpiryTest {

  private static final Instant END = Instant.parse("2027-01-31T12:00:00Z");
  private static final List<AccessToken> TOKENS =
      List.of(
          new AccessToken("admin", Role.OPERATOR, "secret-of-admin"),
          new AccessToken("ci", Role.VIEWER, "secret-of-ci", END));

  private final MovableClock clock = MovableClock.at(END.minus(Duration.ofDays(15)));
  private final WarnOfExpiry warning = new WarnOfExpiry(clock);

  @Test
  void the_log_warns_once_before_and_once_when_a_token_has_expired() {
    try (LoggedLines log = LoggedLines.of(WarnOfExpiry.class)) {
      look();
      assertThat(log.lines()).isEmpty();

      clock.advance(Duration.ofDays(1));
      look();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("WARN", "The token ci expires at 2027-01-31T12:00:00Z");

      clock.advance(Duration.ofDays(14));
      look();
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(1))
          .contains("The token ci expired at", "fs.webhook.tokens.ci.expires-at");
      assertThat(log.lines()).noneMatch(line -> line.contains("secret-of"));
    }
  }

  @Test
  void a_later_end_is_warned_of_anew() {
    clock.advance(Duration.ofDays(14));
    try (LoggedLines log = LoggedLines.of(WarnOfExpiry.class)) {
      look();
      warning.look(
          List.of(
              new AccessToken("ci", Role.VIEWER, "secret-of-ci", END.plus(Duration.ofDays(9)))));
      assertThat(log.lines()).hasSize(2);
    }
  }

  private void look() {
    warning.look(TOKENS);
    warning.look(TOKENS);
  }
}
