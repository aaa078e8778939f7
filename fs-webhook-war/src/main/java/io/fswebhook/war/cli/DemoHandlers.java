package io.fswebhook.war.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fswebhook.core.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Observes the sample handlers, one line per call: the log of one, and a server that the others
 * post to. Lines are first requested one by one, then printed as they come. Thread-safe.
 */
final class DemoHandlers implements AutoCloseable {

  static final String LOGGING = "LoggingHandler";
  static final String FORWARD = "HttpForward";
  static final String CHAT = "ChatAlert";
  static final String ORDERS = "DemoOrders";

  private static final String FORWARD_PATH = "/target";
  private static final String CHAT_PATH = "/chat";
  private static final Pattern CHAT_HEADER =
      Pattern.compile("\"plain_text\",\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String ATTEMPT = "Fs-Webhook-Attempt";
  private static final int NO_CONTENT = 204;
  static final int UNAVAILABLE = 503;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  // A field, because a logger without references loses its configuration.
  private final Logger receiver = Logger.getLogger("io.fswebhook");
  private final Logger tasks = Logger.getLogger("io.fswebhook.core.dispatch");
  private final Logger refusals = Logger.getLogger("io.fswebhook.war.http");
  private final Logger loggingPlugin = Logger.getLogger("io.fswebhook.plugins.sample.logging");
  private final Logger ordersPlugin = Logger.getLogger(DemoOrders.class.getName());
  private final Handler log = new LogLines(LOGGING);
  private final Handler ordersLog = new LogLines(ORDERS);
  private final PrintWriter out;
  private final HttpServer server;
  private final Map<String, BlockingQueue<String>> waiting =
      Map.of(
          LOGGING, new LinkedBlockingQueue<>(),
          FORWARD, new LinkedBlockingQueue<>(),
          CHAT, new LinkedBlockingQueue<>(),
          ORDERS, new LinkedBlockingQueue<>());
  private final Deque<Integer> failures = new ConcurrentLinkedDeque<>();
  private final AtomicInteger trafficCount = new AtomicInteger();
  private boolean following;

  private DemoHandlers(PrintWriter out, HttpServer server) {
    this.out = out;
    this.server = server;
  }

  /** From now on, the receiver itself logs only warnings. */
  static DemoHandlers watch(PrintWriter out) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    DemoHandlers handlers = new DemoHandlers(out, server);
    server.createContext(FORWARD_PATH, handlers::forwarded);
    server.createContext(CHAT_PATH, handlers::chatted);
    server.start();
    handlers.receiver.setLevel(Level.WARNING);
    // Deliberate failures are shown by the demo itself.
    handlers.tasks.setLevel(Level.SEVERE);
    handlers.refusals.setLevel(Level.SEVERE);
    show(handlers.loggingPlugin, handlers.log);
    show(handlers.ordersPlugin, handlers.ordersLog);
    return handlers;
  }

  private static void show(Logger plugin, Handler lines) {
    plugin.setLevel(Level.INFO);
    plugin.addHandler(lines);
    plugin.setUseParentHandlers(false);
  }

  /** Makes the handlers post to this server. */
  Map<String, String> settings() {
    return Map.of(
        "fs.webhook.handlers." + FORWARD + ".url", url(FORWARD_PATH),
        "fs.webhook.handlers." + CHAT + ".url", url(CHAT_PATH));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Makes the target refuse the next request. */
  void failNext(int status) {
    failures.add(status);
  }

  /** Waits for the next line of a handler, a few seconds at most. */
  String next(String handler) throws InterruptedException {
    String line = queue(handler).poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    return handler + ": " + Printable.line(line == null ? late() : line);
  }

  private static String late() {
    return "nothing within " + TIMEOUT.toSeconds() + " s";
  }

  /** From now on prints each line immediately. */
  synchronized void follow() {
    following = true;
    waiting.forEach((handler, lines) -> lines.forEach(line -> print(handler, line)));
  }

  @Override
  public void close() {
    server.stop(0);
    loggingPlugin.removeHandler(log);
    ordersPlugin.removeHandler(ordersLog);
  }

  private synchronized void add(String handler, String line) {
    if (following) {
      print(handler, line);
      return;
    }
    queue(handler).add(line);
  }

  private BlockingQueue<String> queue(String handler) {
    return Objects.requireNonNull(waiting.get(handler));
  }

  private void print(String handler, String line) {
    out.println(handler + ": " + Printable.line(line));
    out.flush();
  }

  private void forwarded(HttpExchange exchange) throws IOException {
    try (exchange) {
      int length = exchange.getRequestBody().readAllBytes().length;
      Headers headers = exchange.getRequestHeaders();
      boolean isTraffic = DemoTraffic.ORGANISATION.equals(headers.getFirst("ce-orgid"));
      int status = status(isTraffic, headers);
      exchange.sendResponseHeaders(status, -1);
      if (!isTraffic) {
        add(FORWARD, status == NO_CONTENT ? received(exchange, length) : refused(headers, status));
      }
    }
  }

  /** Some events of the traffic fail at their first attempt. */
  private int status(boolean isTraffic, Headers headers) {
    if (isTraffic) {
      boolean fails =
          "1".equals(headers.getFirst(ATTEMPT))
              && trafficCount.incrementAndGet() % DemoTraffic.FAILS_EACH == 0;
      return fails ? UNAVAILABLE : NO_CONTENT;
    }
    Integer failure = failures.poll();
    return failure == null ? NO_CONTENT : failure;
  }

  private static String received(HttpExchange exchange, int length) {
    return String.format(
        Locale.ROOT,
        "the target received %s %s, %d bytes, CloudEvent %s",
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        length,
        exchange.getRequestHeaders().getFirst("ce-type"));
  }

  private static String refused(Headers headers, int status) {
    return "attempt " + headers.getFirst(ATTEMPT) + " failed, the target answered " + status;
  }

  private void chatted(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher header =
          CHAT_HEADER.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      exchange.sendResponseHeaders(200, -1);
      add(CHAT, "the chat received \"" + (header.find() ? header.group(1) : "a message") + "\"");
    }
  }

  /** The log of a plugin. */
  private final class LogLines extends Handler {

    private final String handler;

    LogLines(String handler) {
      this.handler = handler;
    }

    private final SimpleFormatter message = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      String line = message.formatMessage(entry);
      if (!line.endsWith("organisation " + DemoTraffic.ORGANISATION)) {
        add(handler, line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
