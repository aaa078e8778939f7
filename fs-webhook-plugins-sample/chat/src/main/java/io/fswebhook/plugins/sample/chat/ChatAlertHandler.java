package io.fswebhook.plugins.sample.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.HttpPost;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts a message for each alert and note to a Slack-compatible incoming webhook. The module's
 * README describes the settings and what each response means for the delivery.
 */
public final class ChatAlertHandler implements EventHandler {

  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json; charset=utf-8");

  private volatile @Nullable ChatSettings settings;
  private volatile @Nullable HttpPost post;

  @Override
  public String name() {
    return ChatSettings.HANDLER_NAME;
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
    ChatSettings read = ChatSettings.read(context);
    settings = read;
    post = new HttpPost(read.target(), context.clock());
  }

  @Override
  public void handle(Delivery delivery) throws IOException, InterruptedException {
    if (!started(settings).events().contains(delivery.event().eventName())) {
      return;
    }
    String message = DescribeEvent.of(delivery).json();
    started(post).send(delivery, HEADERS, message.getBytes(UTF_8));
  }

  /** Ends the HTTP client's threads. */
  @Override
  public void stop() {
    HttpPost last = post;
    post = null;
    if (last != null) {
      last.close();
    }
  }

  private static <T> T started(@Nullable T part) {
    return Objects.requireNonNull(part, "start must run before handle");
  }
}
