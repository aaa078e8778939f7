package io.fswebhook.api;

import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression over an event, which an operator wrote as a setting of a handler; from
 * {@link HandlerContext#expression}. Safe for use by several threads. Evaluating never blocks, and
 * ends within five seconds, whatever the expression and the event are. Implemented by the receiver
 * and the test kit only.
 */
public interface EventExpression {

  /**
   * The setting, for messages.
   *
   * @return its full name, {@code fs.webhook.handlers.<name>.<key>}
   */
  String setting();

  /**
   * Its value for a delivery. Paths begin at the body; {@code $eventName}, {@code $orgId}, {@code
   * $deliveryId} and {@code $receivedAt} are known too. The value never changes for a delivery,
   * unless the expression asks for the time or for chance.
   *
   * @param delivery whose event it is evaluated on
   * @return null for nothing: a member that the event does not have, or JSON's null
   * @throws ExpressionException if it fails. Let it pass: the attempt is retried, with the
   *     expression of that time, and the circuit breaker does not count it
   */
  @Nullable ExpressionValue evaluate(Delivery delivery);
}
