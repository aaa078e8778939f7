package io.fswebhook.plugins.sample.chat;

import io.fswebhook.api.EventExpression;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import io.fswebhook.plugins.sample.support.HttpTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of {@link ChatAlertHandler}, checked.
 *
 * @param body what makes the message; empty for the handler itself
 */
record ChatSettings(HttpTarget target, Optional<EventExpression> body) {

  static final String HANDLER_NAME = "ChatAlert";

  private static final String BODY = "body";

  static final Set<String> EVENT_NAMES =
      Set.of(SegmentTrendAlert.EVENT_NAME, MetricAlert.EVENT_NAME, NoteCreated.EVENT_NAME);

  static final List<HandlerSetting> DECLARED =
      Stream.concat(
              HttpTarget.DECLARED.stream(),
              Stream.of(
                  HandlerSetting.expression(
                      BODY,
                      "The message in place of the handler's own: a text, or the whole JSON.")))
          .toList();

  static ChatSettings read(HandlerContext context) {
    CheckedSettings settings = CheckedSettings.of(context);
    return new ChatSettings(
        HttpTarget.read(
            settings,
            "set it to the URL of the chat's incoming webhook, such as"
                + " https://hooks.slack.com/services/..., or set "
                + settings.name("url-file")
                + " to a file that holds it, since anyone who knows it can post"),
        settings.expression(BODY));
  }
}
