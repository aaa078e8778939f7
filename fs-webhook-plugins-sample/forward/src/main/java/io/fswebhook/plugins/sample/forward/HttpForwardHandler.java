package io.fswebhook.plugins.sample.forward;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.HttpSender;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends every delivery to a URL: as a CloudEvent, whose data is the body byte for byte, or as the
 * bare body; or what an expression makes of it. Signs requests according to Standard Webhooks when
 * it has a secret. The module's README lists its settings, its headers, and what each response
 * means for the delivery.
 */
public final class HttpForwardHandler implements EventHandler {

  private volatile @Nullable Forwarder forwarder;

  @Override
  public String name() {
    return ForwardSettings.HANDLER_NAME;
  }

  @Override
  public boolean multipleInstances() {
    return true;
  }

  @Override
  public List<HandlerSetting> declaredSettings() {
    return ForwardSettings.DECLARED;
  }

  @Override
  public void start(HandlerContext context) {
    ForwardSettings settings = ForwardSettings.read(context);
    HttpSender sender = new HttpSender(settings.target(), context.clock());
    forwarder = new Forwarder(settings, context.clock(), sender);
  }

  @Override
  public void handle(Delivery delivery) throws IOException, InterruptedException {
    Objects.requireNonNull(forwarder, "start must run before handle").forward(delivery);
  }

  /** Ends the HTTP client's threads. */
  @Override
  public void stop() {
    Forwarder last = forwarder;
    forwarder = null;
    if (last != null) {
      last.sender.close();
    }
  }

  private record Forwarder(ForwardSettings settings, Clock clock, HttpSender sender) {

    void forward(Delivery delivery) throws IOException, InterruptedException {
      ForwardRequest request = ForwardRequest.of(delivery, settings);
      Map<String, String> headers = request.headers();
      settings
          .signature()
          .ifPresent(
              sign -> headers.putAll(sign.headers(delivery.id(), clock.instant(), request.body())));
      sender.send(delivery, settings.method(), headers, request.body());
    }
  }
}
