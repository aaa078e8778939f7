package io.fswebhook.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fswebhook.core.inbox.AlertNotice.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The life of alerts in every inbox. */
public abstract class AlertsContractTest extends StoredFixture {

  private static final Duration AGE = Duration.ofMinutes(5);

  @Test
  void an_alert_is_open_once_for_a_kind_and_subject() {
    record(alert("circuit-open", "a", 1L), alert("circuit-open", "b", 2L));
    AlertsNow found = record(alert("circuit-open", "a", 7L), alert("dead-letters", null, 3L));

    assertThat(found.alerts())
        .extracting(each -> each.kind() + " " + each.subject() + " " + each.count())
        .containsExactlyInAnyOrder("circuit-open a 7", "circuit-open b 2", "dead-letters null 3");
    assertThat(found.alerts())
        .filteredOn(each -> "a".equals(each.subject()))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.isOpen()).isTrue();
              assertThat(each.acknowledged()).isNull();
              assertThat(Duration.between(each.openedAt(), each.seenAt()))
                  .isBetween(AGE, AGE.plusSeconds(60));
            });
  }

  @Test
  void what_nobody_sees_any_more_is_resolved_and_opens_anew() {
    KeptAlert first = record(alert("circuit-open", "a", null)).alerts().get(0);

    assertThat(resolveAll().alerts()).isEmpty();
    assertThat(list(new AlertQuery(false, null, null, null, 10)))
        .extracting(KeptAlert::id)
        .containsExactly(first.id());
    assertThat(one(first.id()).resolvedAt()).isNotNull();

    KeptAlert second = record(alert("circuit-open", "a", null)).alerts().get(0);
    assertThat(second.id()).isGreaterThan(first.id());
  }

  @Test
  void an_alert_that_was_told_is_found_until_it_is_told_that_it_is_resolved() {
    KeptAlert alert = record(alert("circuit-open", "a", null)).alerts().get(0);
    AlertClaim opened = new AlertClaim(alert, "chat", Step.OPENED, null);
    assertThat(claim(opened)).isTrue();
    inbox().alerts().delivered(opened);

    AlertsNow resolved = resolveAll();
    assertThat(resolved.alerts()).extracting(KeptAlert::isOpen).containsExactly(false);
    AlertNotice last = resolved.notices().get(0);
    assertThat(last.delivered()).isTrue();
    AlertClaim end = new AlertClaim(resolved.alerts().get(0), "chat", Step.RESOLVED, last);
    assertThat(claim(end)).isTrue();
    assertThat(record().alerts()).hasSize(1); // it has not arrived yet
    inbox().alerts().delivered(end);

    assertThat(record().alerts()).isEmpty();
    assertThat(record().notices())
        .extracting(AlertNotice::step, AlertNotice::announcedAt)
        .containsExactly(tuple(Step.RESOLVED, last.announcedAt()));
  }

  @Test
  void one_node_gets_a_claim() {
    KeptAlert alert = record(alert("dead-letters", null, 3L)).alerts().get(0);
    AlertClaim opened = new AlertClaim(alert, "chat", Step.OPENED, null);

    assertThat(claim(opened)).isTrue();
    assertThat(claim(opened)).isFalse();
    assertThat(claim(new AlertClaim(alert, "mail", Step.OPENED, null))).isTrue();

    AlertNotice last =
        record().notices().stream().filter(each -> each.target().equals("chat")).findAny().get();
    AlertClaim reminder = new AlertClaim(alert, "chat", Step.REMINDED, last);
    assertThat(claim(reminder)).isTrue();
    assertThat(claim(reminder)).isFalse();
  }

  @Test
  void an_open_alert_is_acknowledged_with_a_note() {
    long id = record(alert("plugin-failed", "a.jar", null)).alerts().get(0).id();

    assertThat(acknowledge(id, "ann", "on it\0")).isTrue();

    assertThat(one(id).acknowledged())
        .extracting(KeptAlert.Acknowledgement::by, KeptAlert.Acknowledgement::note)
        .containsExactly("ann", "on it\uFFFD");
    resolveAll();
    assertThat(acknowledge(id, "ben", null)).isFalse();
    assertThat(acknowledge(Long.MAX_VALUE, "ben", null)).isFalse();
  }

  @Test
  void the_list_is_filtered_and_paged() {
    record(alert("circuit-open", "a", null), alert("circuit-open", "b", null));
    resolveAll();
    record(alert("circuit-open", "a", null), alert("dead-letters", null, 1L));

    assertThat(list(new AlertQuery(null, null, null, null, 10))).hasSize(4);
    assertThat(list(new AlertQuery(true, null, null, null, 10))).hasSize(2);
    assertThat(list(new AlertQuery(null, "circuit-open", null, null, 10))).hasSize(3);
    assertThat(list(new AlertQuery(false, "circuit-open", "a", null, 10))).hasSize(1);

    List<Long> paged = new ArrayList<>();
    ListPlace before = null;
    do {
      AlertPage page = inbox().reader().alerts(new AlertQuery(null, null, null, before, 1));
      page.items().forEach(each -> paged.add(each.id()));
      before = page.next();
    } while (before != null);
    assertThat(paged)
        .containsExactlyElementsOf(
            list(new AlertQuery(null, null, null, null, 10)).stream().map(KeptAlert::id).toList());
  }

  @Test
  void resolved_alerts_are_deleted_after_their_retention_and_open_ones_are_not() {
    record(alert("circuit-open", "a", null));
    resolveAll();
    long open = record(alert("dead-letters", null, 1L)).alerts().get(0).id();

    sweepAfter(RETENTION.finished().plusDays(1));

    assertThat(list(new AlertQuery(null, null, null, null, 10)))
        .extracting(KeptAlert::id)
        .containsExactly(open);
  }

  private AlertsNow record(SeenAlert... seen) {
    return done(inbox().alerts().record(List.of(seen), null));
  }

  /** Nothing is seen, and that is enough. */
  private AlertsNow resolveAll() {
    return done(inbox().alerts().record(List.of(), Duration.ofSeconds(-1)));
  }

  private boolean claim(AlertClaim claim) {
    return done(inbox().alerts().claim(claim));
  }

  private boolean acknowledge(long id, String by, @Nullable String note) {
    return done(inbox().alerts().acknowledge(id, by, note));
  }

  private KeptAlert one(long id) {
    return inbox().reader().alert(id).orElseThrow();
  }

  private List<KeptAlert> list(AlertQuery query) {
    return inbox().reader().alerts(query).items();
  }

  private static SeenAlert alert(String kind, @Nullable String subject, @Nullable Long count) {
    return new SeenAlert(kind, subject, "bad", "It is bad.", count, AGE);
  }
}
