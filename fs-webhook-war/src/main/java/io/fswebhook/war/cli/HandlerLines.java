package io.fswebhook.war.cli;

import io.fswebhook.core.text.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the sample handlers are seen to do, a line each: first asked for one by one, then printed as
 * it comes. Safe for use by several threads.
 */
final class HandlerLines {

  static final String LOGGING = "LoggingHandler";
  static final String FORWARD = "HttpForward";
  static final String CHAT = "ChatAlert";
  static final List<String> HANDLERS = List.of(LOGGING, FORWARD, CHAT);

  private final PrintWriter out;
  private final Map<String, BlockingQueue<String>> waiting =
      HANDLERS.stream()
          .collect(Collectors.toMap(Function.identity(), name -> new LinkedBlockingQueue<>()));
  private boolean following;

  HandlerLines(PrintWriter out) {
    this.out = out;
  }

  synchronized void add(String handler, String line) {
    if (following) {
      print(handler, line);
      return;
    }
    queue(handler).add(line);
  }

  /** The next line of a handler, waited for as long as that. */
  Optional<String> next(String handler, Duration timeout) throws InterruptedException {
    return Optional.ofNullable(queue(handler).poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** From now on a line is printed when it comes. */
  synchronized void follow() {
    following = true;
    waiting.forEach((handler, lines) -> lines.forEach(line -> print(handler, line)));
  }

  private BlockingQueue<String> queue(String handler) {
    BlockingQueue<String> queue = waiting.get(handler);
    if (queue == null) {
      throw new IllegalArgumentException("no sample handler: " + handler);
    }
    return queue;
  }

  private void print(String handler, String line) {
    out.println(handler + ": " + Printable.line(line));
    out.flush();
  }
}
