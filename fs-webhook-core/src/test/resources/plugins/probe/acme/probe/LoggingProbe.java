package acme.probe;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class LoggingProbe implements EventHandler {

  private static final Logger LOG = LoggerFactory.getLogger(LoggingProbe.class);

  @Override
  public void handle(Delivery delivery) {
    LOG.info("Logged {} from a plugin", delivery.id());
  }
}
