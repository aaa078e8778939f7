package io.fswebhook.plugins.sample.logging;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that a delivery came, never what is in it: notes carry e-mail and IP addresses. Subscribes
 * to every event and has no settings of its own. The smallest handler there is: what is not needed
 * stays as {@link EventHandler} has it.
 */
public final class LoggingHandler implements EventHandler {

  private static final Logger log = LoggerFactory.getLogger(LoggingHandler.class);

  @Override
  public void handle(Delivery delivery) {
    log.info(
        "{}: delivery {}, attempt {}, organisation {}",
        delivery.event().eventName(),
        delivery.id(),
        delivery.attempt(),
        delivery.orgId());
  }
}
