package io.fswebhook.plugins.sample.chat;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.plugins.sample.support.SentBody;

/** A message that an operator's expression makes. */
final class WrittenMessage {

  /** Of Slack, which cuts longer texts. */
  private static final int LONGEST = 40_000;

  private WrittenMessage() {}

  /**
   * As JSON: an object as it is; of a text, a message that can neither link nor mention people,
   * since the expression takes it from the event.
   */
  static String of(EventExpression expression, Delivery delivery) {
    ExpressionValue value = SentBody.required(expression, delivery);
    return switch (value.type()) {
      case OBJECT -> value.text();
      case TEXT -> ChatMessage.json(Mrkdwn.lines(value.text(), LONGEST));
      default ->
          throw new ExpressionException(
              expression, "must make a text or an object, made " + value.type().words());
    };
  }
}
