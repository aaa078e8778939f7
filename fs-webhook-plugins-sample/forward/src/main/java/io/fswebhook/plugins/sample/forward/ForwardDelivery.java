package io.fswebhook.plugins.sample.forward;

import io.fswebhook.api.Delivery;
import io.fswebhook.plugins.sample.support.HttpPost;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Posts one delivery and says by return or exception what the answer means for it. */
final class ForwardDelivery implements AutoCloseable {

  private final ForwardSettings settings;
  private final Clock clock;
  private final HttpPost post;

  ForwardDelivery(ForwardSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.post = new HttpPost(settings.target(), clock);
  }

  void run(Delivery delivery) throws IOException, InterruptedException {
    ForwardRequest request = ForwardRequest.of(delivery, settings);
    Map<String, String> headers = new HashMap<>(request.headers());
    settings
        .signature()
        .ifPresent(
            sign -> headers.putAll(sign.headers(delivery.id(), clock.instant(), request.body())));
    post.send(headers, request.body());
  }

  @Override
  public void close() {
    post.close();
  }
}
