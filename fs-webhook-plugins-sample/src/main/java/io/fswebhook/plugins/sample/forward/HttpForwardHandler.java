package io.fswebhook.plugins.sample.forward;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Posts the body of every delivery, byte for byte, to a URL. The request bears {@code
 * Fs-Webhook-Delivery-Id}, the same at every attempt, {@code Fs-Webhook-Event} (characters that a
 * header cannot hold are URL-encoded) and {@code Fs-Webhook-Attempt}.
 *
 * <table>
 *   <caption>Settings, below {@code fs.webhook.handlers.HttpForward.}</caption>
 *   <tr><th>setting</th><th>default</th><th></th></tr>
 *   <tr><td>{@code url}</td><td>none: the start is refused</td>
 *       <td>an absolute http or https URL</td></tr>
 *   <tr><td>{@code authorization}</td><td>none</td>
 *       <td>the {@code Authorization} header, such as {@code Bearer ...}; better from a file,
 *       {@code authorization-file}</td></tr>
 *   <tr><td>{@code connect-timeout}</td><td>{@code PT5S}</td>
 *       <td>how long connecting may take</td></tr>
 *   <tr><td>{@code request-timeout}</td><td>{@code PT20S}</td>
 *       <td>how long the target may take until it answers; keep it below the handler's
 *       {@code timeout}</td></tr>
 * </table>
 *
 * <table>
 *   <caption>What an answer means</caption>
 *   <tr><th>answer</th><th>the delivery</th></tr>
 *   <tr><td>2xx</td><td>has succeeded; the answer's body is discarded</td></tr>
 *   <tr><td>429 or 503 with {@code Retry-After}</td><td>is tried again after that time</td></tr>
 *   <tr><td>408, 425, 429, 5xx, none at all</td><td>is tried again, with back-off</td></tr>
 *   <tr><td>anything else, redirects too</td><td>is dead</td></tr>
 * </table>
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

  /** Lets go of the HTTP client, whose threads then end. */
  @Override
  public void stop() {
    forward = null;
  }
}
