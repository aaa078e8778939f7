package com.example;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.StreamEvent;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the total of each order that the stream "orders" sends. */
public final class OrderLog implements EventHandler {

  private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);

  /** A stream by its name; StreamEvent.ALL for all of them. */
  @Override
  public Set<String> eventNames() {
    return Set.of(StreamEvent.PREFIX + "orders");
  }

  /** What is missing, or has another type, is null. */
  @Override
  public void handle(Delivery delivery) {
    StreamEvent event = (StreamEvent) delivery.event();
    LOG.info("Order {}: {}", event.text("/order/id"), event.number("/order/items/0/price"));
  }
}
