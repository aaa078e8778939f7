package io.fswebhook.plugins.sample.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.HttpSender;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts a message for each alert and note to a Slack-compatible incoming webhook. The module's
 * README describes the settings and what each response means for the delivery.
 */
public final class ChatAlertHandler implements EventHandler {

  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json; charset=utf-8");

  private volatile @Nullable HttpSender sender;
  private volatile Optional<EventExpression> body = Optional.empty();

  @Override
  public String name() {
    return ChatSettings.HANDLER_NAME;
  }

  @Override
  public boolean multipleInstances() {
    return true;
  }

  @Override
  public Set<String> eventNames() {
    return ChatSettings.EVENT_NAMES;
  }

  @Override
  public List<HandlerSetting> declaredSettings() {
    return ChatSettings.DECLARED;
  }

  @Override
  public void start(HandlerContext context) {
    ChatSettings settings = ChatSettings.read(context);
    body = settings.body();
    sender = new HttpSender(settings.target(), context.clock());
  }

  @Override
  public void handle(Delivery delivery) throws IOException, InterruptedException {
    String message =
        body.map(expression -> WrittenMessage.of(expression, delivery))
            .orElseGet(() -> DescribeEvent.of(delivery).json());
    Objects.requireNonNull(sender, "start must run before handle")
        .send(delivery, "POST", HEADERS, message.getBytes(UTF_8));
  }

  /** Ends the HTTP client's threads. */
  @Override
  public void stop() {
    HttpSender last = sender;
    sender = null;
    if (last != null) {
      last.close();
    }
  }
}
