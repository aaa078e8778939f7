package io.fswebhook.plugins.sample.chat;

import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import io.fswebhook.plugins.sample.support.HttpTarget;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings of {@link ChatAlertHandler}, checked.
 *
 * @param events the subset of {@link #EVENT_NAMES} to post
 */
record ChatSettings(HttpTarget target, Set<String> events) {

  static final String HANDLER_NAME = "ChatAlert";

  static final Set<String> EVENT_NAMES =
      Set.of(SegmentTrendAlert.EVENT_NAME, MetricAlert.EVENT_NAME, NoteCreated.EVENT_NAME);

  static final List<HandlerSetting> DECLARED =
      Stream.concat(
              HttpTarget.DECLARED.stream(),
              Stream.of(
                  HandlerSetting.text("events", "The events to post, separated by commas.")
                      .orElse(String.join(",", new TreeSet<>(EVENT_NAMES)))))
          .toList();

  ChatSettings {
    events = Set.copyOf(events);
  }

  static ChatSettings read(HandlerContext context) {
    CheckedSettings settings = CheckedSettings.of(HANDLER_NAME, context);
    return new ChatSettings(
        HttpTarget.read(
            settings,
            "set it to the URL of the chat's incoming webhook, such as"
                + " https://hooks.slack.com/services/..., or set "
                + settings.name("url-file")
                + " to a file that holds it, since anyone who knows it can post"),
        events(settings));
  }

  private static Set<String> events(CheckedSettings settings) {
    Set<String> events = new TreeSet<>(settings.list("events"));
    if (events.isEmpty()) {
      return EVENT_NAMES;
    }
    if (!EVENT_NAMES.containsAll(events)) {
      throw settings.wrong(
          "events",
          "must be of " + new TreeSet<>(EVENT_NAMES) + ", separated by commas, was " + events);
    }
    return events;
  }
}
