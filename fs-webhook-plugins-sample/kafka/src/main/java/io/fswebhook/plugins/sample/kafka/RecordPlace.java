package io.fswebhook.plugins.sample.kafka;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import io.fswebhook.plugins.sample.support.SentBody;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The topic and the key of records.
 *
 * @param topic null if the expression makes it
 * @param topicExpression empty for the same topic always
 * @param key what makes the key, unless the expression does
 */
record RecordPlace(
    @Nullable String topic,
    Optional<EventExpression> topicExpression,
    RecordKey key,
    Optional<EventExpression> keyExpression) {

  private static final String TOPIC = "topic";
  private static final String TOPIC_EXPRESSION = "topic-expression";
  private static final String KEY = "key";
  private static final String KEY_EXPRESSION = "key-expression";
  private static final String TOPIC_RULE = "1 to 249 letters, digits, '.', '_' and '-'";

  static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.text(
              TOPIC, "The topic that is published to. Required, unless topic-expression is set."),
          HandlerSetting.expression(TOPIC_EXPRESSION, "Makes the topic of each event."),
          HandlerSetting.text(KEY, "The records' key: org, session, event, delivery or none.")
              .orElse("org"),
          HandlerSetting.expression(KEY_EXPRESSION, "Makes the records' key, in place of key."));

  /** Always the same topic, with a key. */
  static RecordPlace of(String topic, RecordKey key) {
    return new RecordPlace(topic, Optional.empty(), key, Optional.empty());
  }

  static RecordPlace read(CheckedSettings settings) {
    Optional<EventExpression> topicExpression = instead(settings, TOPIC_EXPRESSION, TOPIC);
    return new RecordPlace(
        topicExpression.isPresent() ? null : topic(settings),
        topicExpression,
        settings.choice(KEY, RecordKey.ORG),
        instead(settings, KEY_EXPRESSION, KEY));
  }

  private static Optional<EventExpression> instead(
      CheckedSettings settings, String key, String other) {
    Optional<EventExpression> expression = settings.expression(key);
    if (expression.isPresent() && settings.text(other).isPresent()) {
      throw settings.wrong(key, "and " + settings.name(other) + " are both set: keep one");
    }
    return expression;
  }

  private static String topic(CheckedSettings settings) {
    String topic =
        settings.required(
            TOPIC,
            "set it to the topic that is published to, or set " + settings.name(TOPIC_EXPRESSION));
    if (!isTopic(topic)) {
      throw settings.wrong(TOPIC, "must be " + TOPIC_RULE + ", was '" + topic + "'");
    }
    return topic;
  }

  private static boolean isTopic(String text) {
    return text.matches("[A-Za-z0-9._-]{1,249}") && !text.matches("\\.{1,2}");
  }

  /**
   * The topic of a delivery.
   *
   * @throws ExpressionException if its expression fails, or makes no topic
   */
  String topic(Delivery delivery) {
    if (topic != null) {
      return topic;
    }
    EventExpression expression = topicExpression.orElseThrow();
    String made = SentBody.required(expression, delivery).text();
    if (!isTopic(made)) {
      throw new ExpressionException(expression, "must make a topic: " + TOPIC_RULE);
    }
    return made;
  }

  /**
   * The key of a delivery; null for none.
   *
   * @throws ExpressionException if its expression fails
   */
  @Nullable String key(Delivery delivery) {
    if (keyExpression.isEmpty()) {
      return key.of(delivery);
    }
    ExpressionValue made = keyExpression.get().evaluate(delivery);
    return made == null ? null : made.text();
  }
}
