package io.fswebhook.war.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.war.settings.AccessToken;
import io.fswebhook.war.settings.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindOldTokensTest {

  private static final Instant END = Instant.parse("2027-01-31T12:00:00Z");

  private final MovableClock clock = MovableClock.at(END.minus(Duration.ofDays(15)));
  private final FindOldTokens tokens =
      new FindOldTokens(
          () ->
              List.of(
                  new AccessToken("admin", Role.OPERATOR, "secret-of-admin"),
                  new AccessToken("ci", Role.VIEWER, "secret-of-ci", END)),
          clock);

  @Test
  void a_token_is_found_two_weeks_before_it_expires_and_until_it_is_removed() {
    assertThat(tokens.get()).isEmpty();

    clock.advance(Duration.ofDays(1));
    assertThat(tokens.get())
        .extracting(AttentionItem::subject, AttentionItem::text)
        .containsExactly(tuple("ci", "The token ci expires at 2027-01-31T12:00:00Z."));

    clock.advance(Duration.ofDays(14));
    assertThat(tokens.get())
        .extracting(AttentionItem::text)
        .containsExactly("The token ci has expired at 2027-01-31T12:00:00Z.");
  }
}
