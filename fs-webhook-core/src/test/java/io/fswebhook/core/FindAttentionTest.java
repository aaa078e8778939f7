package io.fswebhook.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fswebhook.core.activity.ActivityRecorder;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.dispatch.HandlerState;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.plugin.PluginState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FindAttentionTest {

  private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

  private final Inbox inbox = mock();
  private final PluginHost plugins = mock();
  private final Dispatcher dispatcher = mock();
  private final HandlerSubscriptions subscriptions = mock();
  private final ActivityRecorder activity = mock();
  private final FindAttention find =
      new FindAttention(
          NodeSettings.ALONE, inbox, plugins, dispatcher, subscriptions, activity, List.of());

  @BeforeEach
  void everythingIsWell() {
    when(inbox.isAvailable()).thenReturn(true);
    when(inbox.integrity()).thenReturn(Optional.empty());
    when(dispatcher.statuses()).thenReturn(List.of(status("a", HandlerState.RUNNING)));
    when(subscriptions.any()).thenReturn(true);
    when(subscriptions.notRunning(any())).thenReturn(Set.of());
    when(plugins.reports()).thenReturn(List.of(plugin(PluginState.RUNNING)));
    when(activity.backlog()).thenReturn(Optional.of(backlog("a", 2, 0)));
  }

  @Test
  void nothing_is_found_where_all_is_well() {
    assertThat(find.now()).isEmpty();
  }

  @Test
  void that_nothing_runs_is_bad_once_the_receiver_was_used() {
    when(dispatcher.statuses()).thenReturn(List.of());
    assertThat(find.now()).extracting(AttentionItem::severity).containsExactly(Severity.BAD);

    when(subscriptions.any()).thenReturn(false);
    when(activity.backlog()).thenReturn(Optional.empty());
    assertThat(find.now())
        .extracting(AttentionItem::kind, AttentionItem::severity)
        .containsExactly(tuple(Kind.NO_HANDLER_RUNNING, Severity.WARN));

    when(activity.hasStored()).thenReturn(true);
    assertThat(find.now()).extracting(AttentionItem::severity).containsExactly(Severity.BAD);
  }

  @Test
  void handlers_of_another_node_are_handlers() {
    when(dispatcher.statuses()).thenReturn(List.of());
    when(subscriptions.anyRunsElsewhere()).thenReturn(true);

    assertThat(find.now()).isEmpty();
  }

  @Test
  void a_missing_handler_is_named_with_what_waits_for_it() {
    when(activity.backlog()).thenReturn(Optional.of(backlog("gone", 692, 0)));
    when(subscriptions.notRunning(Set.of("gone"))).thenReturn(Set.of("gone"));

    assertThat(find.now())
        .containsExactly(
            new AttentionItem(
                Kind.HANDLER_NOT_RUNNING,
                Severity.BAD,
                "gone",
                "692 tasks are pending for gone, which is not running.",
                null,
                692L));
  }

  @Test
  void it_is_found_while_the_inbox_cannot_be_read_without_a_figure() {
    when(inbox.isAvailable()).thenReturn(false);
    when(activity.backlog()).thenReturn(Optional.empty());
    when(subscriptions.notRunning(Set.of())).thenReturn(Set.of("gone"));

    assertThat(find.now())
        .extracting(AttentionItem::kind, AttentionItem::count)
        .containsExactly(
            tuple(Kind.INBOX_UNAVAILABLE, null), tuple(Kind.HANDLER_NOT_RUNNING, null));
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSED, HANDLER_PAUSED, WARN",
    "SUSPENDED, HANDLER_SUSPENDED, BAD",
    "CIRCUIT_OPEN, CIRCUIT_OPEN, BAD",
    "CIRCUIT_HALF_OPEN, CIRCUIT_OPEN, BAD",
  })
  void a_handler_that_is_not_called_is_found(HandlerState state, Kind kind, Severity severity) {
    when(dispatcher.statuses()).thenReturn(List.of(status("a", state)));

    assertThat(find.now())
        .extracting(
            AttentionItem::kind,
            AttentionItem::severity,
            AttentionItem::subject,
            AttentionItem::since,
            AttentionItem::count)
        .containsExactly(tuple(kind, severity, "a", SINCE, 2L));
  }

  @ParameterizedTest
  @EnumSource(
      value = PluginState.class,
      names = {"FAILED", "INCOMPLETE", "OUTDATED"})
  void a_plugin_that_does_not_run_as_it_is_found_is_found(PluginState state) {
    when(plugins.reports()).thenReturn(List.of(plugin(state)));

    assertThat(find.now())
        .extracting(item -> item.kind().name(), AttentionItem::subject, AttentionItem::since)
        .containsExactly(tuple("PLUGIN_" + state.name(), "a.jar", SINCE));
  }

  @Test
  void the_most_urgent_comes_first() {
    when(inbox.integrity()).thenReturn(Optional.of(new Integrity(Integrity.State.DAMAGED, SINCE)));
    when(dispatcher.statuses())
        .thenReturn(
            List.of(status("a", HandlerState.PAUSED), status("b", HandlerState.CIRCUIT_OPEN)));
    when(activity.backlog()).thenReturn(Optional.of(backlog("a", 0, 3)));

    assertThat(find.now())
        .extracting(AttentionItem::kind)
        .containsExactly(
            Kind.INBOX_DAMAGED, Kind.CIRCUIT_OPEN, Kind.HANDLER_PAUSED, Kind.DEAD_LETTERS);
  }

  private static Backlog backlog(String handler, long pending, long dead) {
    return new Backlog(Map.of(handler, new Backlog.Tasks(pending, 0, dead)), Map.of());
  }

  private static HandlerStatus status(String name, HandlerState state) {
    return new HandlerStatus(
        name,
        state,
        SINCE,
        0,
        0,
        0,
        new HandlerStatus.BreakerStatus(HandlerStatus.BreakerState.CLOSED, SINCE),
        new HandlerStatus.Counts(0, 0, 0),
        new HandlerStatus.Recent(0, null, null),
        null,
        null);
  }

  private static PluginReport plugin(PluginState state) {
    return new PluginReport(
        Path.of("plugins"),
        Path.of("plugins/a.jar"),
        true,
        null,
        state,
        SINCE,
        List.of("a"),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
