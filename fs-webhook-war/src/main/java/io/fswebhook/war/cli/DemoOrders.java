package io.fswebhook.war.cli;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.StreamEvent;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin that reads a stream. {@link DemoHome} packs this class alone into a jar, so it uses
 * nothing of the receiver but the API.
 */
public final class DemoOrders implements EventHandler {

  private static final Logger log = LoggerFactory.getLogger(DemoOrders.class);

  @Override
  public Set<String> eventNames() {
    return Set.of("stream:orders");
  }

  @Override
  public void handle(Delivery delivery) {
    StreamEvent event = (StreamEvent) delivery.event();
    log.info("/properties/session_id is {}", event.text("/properties/session_id"));
  }
}
