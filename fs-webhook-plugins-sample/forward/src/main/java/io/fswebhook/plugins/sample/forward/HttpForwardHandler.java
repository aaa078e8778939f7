package io.fswebhook.plugins.sample.forward;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Posts every delivery to a URL: as a CloudEvent, whose data is the body byte for byte, or the body
 * alone. Signs by Standard Webhooks where it has a secret. The module's README has its settings,
 * its headers, and what each answer means for the delivery.
 */
public final class HttpForwardHandler implements EventHandler {

  private volatile @Nullable ForwardDelivery forward;

  @Override
  public String name() {
    return ForwardSettings.HANDLER_NAME;
  }

  @Override
  public void start(HandlerContext context) {
    forward = new ForwardDelivery(ForwardSettings.read(context), context.clock());
  }

  @Override
  public void handle(Delivery delivery) throws IOException, InterruptedException {
    Objects.requireNonNull(forward, "start must run before handle").run(delivery);
  }

  /** Ends the HTTP client's threads. */
  @Override
  public void stop() {
    ForwardDelivery last = forward;
    forward = null;
    if (last != null) {
      last.close();
    }
  }
}
