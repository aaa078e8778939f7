package io.fswebhook.core;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Inbox;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The inbox of a node that only receives: it has none. Nothing is in it, and everything else fails
 * as it does while an inbox is unavailable. By reflection, since there is one answer to all.
 */
final class WithoutInbox {

  private WithoutInbox() {}

  /** An inbox that is not there. */
  static Inbox inbox() {
    return of(Inbox.class);
  }

  private static <T> T of(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            WithoutInbox.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? answerOfObject(proxy, method, arguments)
                    : answer(method)));
  }

  private static Object answerOfObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "no inbox";
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the caller of the proxy gets it
  private static Object answer(Method method) {
    return switch (method.getName()) {
      case "subscriptions" -> List.of();
      case "controls" -> CompletableFuture.completedFuture(Map.of());
      case "remembers", "isAvailable" -> true;
      case "failures", "behind" -> 0L;
      case "integrity" -> Optional.empty();
      case "reader", "operations", "alerts" -> of(method.getReturnType());
      default -> refused(method);
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private static Object refused(Method method) {
    Class<?> type = method.getReturnType();
    if (type == CompletionStage.class) {
      return CompletableFuture.failedFuture(unavailable());
    }
    if (type == void.class) {
      return "";
    }
    throw unavailable();
  }

  private static InboxUnavailableException unavailable() {
    return new InboxUnavailableException(
        "this node has no inbox, since fs.webhook.roles has neither store nor dispatch; ask a node"
            + " that has one");
  }
}
