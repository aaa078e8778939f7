package io.fswebhook.war.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.war.settings.AccessToken;
import io.fswebhook.war.settings.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final AccessToken ANN = new AccessToken("ann", Role.OPERATOR, "one");
  private static final AccessToken BOB = new AccessToken("bob", Role.VIEWER, "two");

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-02T03:04:05Z"));

  @Test
  void a_session_ends_after_twelve_hours() {
    Sessions sessions = sessions(ANN);
    String session = sessions.begin(ANN);

    clock.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(sessions.read(session)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(sessions.read(session)).isEmpty();
  }

  @Test
  void a_session_ends_with_its_token_when_that_expires() {
    AccessToken brief =
        new AccessToken("ann", Role.OPERATOR, "one", clock.instant().plusSeconds(60));
    Sessions sessions = sessions(brief);
    String session = sessions.begin(brief);
    String of12Hours = sessions(ANN).begin(ANN);

    assertThat(sessions.read(session))
        .map(Caller::endsAt)
        .contains(clock.instant().plusSeconds(60));
    assertThat(sessions.read(of12Hours)).isPresent();
    clock.advance(Duration.ofSeconds(60));
    assertThat(sessions.read(session)).isEmpty();
    assertThat(sessions.read(of12Hours)).isEmpty();
  }

  @Test
  void every_node_with_the_same_tokens_knows_it_and_a_restart_does_not_end_it() {
    String session = sessions(ANN).begin(ANN);

    assertThat(sessions(BOB, ANN).read(session)).map(Caller::name).contains("ann");
  }

  @Test
  void it_ends_with_its_token_and_has_the_role_of_today() {
    String session = sessions(ANN).begin(ANN);

    assertThat(sessions(BOB).read(session)).isEmpty();
    assertThat(sessions(new AccessToken("ann", Role.OPERATOR, "other")).read(session)).isEmpty();
    assertThat(sessions(new AccessToken("ann", Role.VIEWER, "one")).read(session))
        .map(Caller::role)
        .contains(Role.VIEWER);
  }

  @Test
  void nobody_can_make_one_for_another_name() {
    String session = sessions(ANN, BOB).begin(BOB);

    assertThat(sessions(ANN, BOB).read(session.replace("bob.", "ann."))).isEmpty();
  }

  @Test
  void the_token_cannot_be_seen_in_it() {
    assertThat(sessions(ANN).begin(ANN)).doesNotContain("one");
  }

  @Test
  void two_sessions_of_one_token_differ_also_in_what_proves_a_page_of_ours() {
    Sessions sessions = sessions(ANN);
    String first = sessions.begin(ANN);
    String second = sessions.begin(ANN);

    assertThat(first).isNotEqualTo(second);
    assertThat(sessions.read(first).map(Caller::csrfToken))
        .isNotEqualTo(sessions.read(second).map(Caller::csrfToken));
    assertThat(first).doesNotContain(sessions.read(first).orElseThrow().csrfToken());
  }

  @Test
  void one_that_was_ended_is_over_and_the_others_go_on() {
    Sessions sessions = sessions(ANN);
    String first = sessions.begin(ANN);
    String second = sessions.begin(ANN);

    sessions.end(first);
    sessions.end("garbage");

    assertThat(sessions.read(first)).isEmpty();
    assertThat(sessions.read(second)).isPresent();
  }

  private Sessions sessions(AccessToken... tokens) {
    return new Sessions(new KnownTokens(List.of(tokens)), clock);
  }
}
