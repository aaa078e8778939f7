package io.fswebhook.war.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo's handlers post to: a server that takes everything. */
final class DemoTargets implements AutoCloseable {

  private static final String FORWARD_PATH = "/target";
  private static final String CHAT_PATH = "/chat";
  private static final Pattern HEADER =
      Pattern.compile("\"plain_text\",\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final HttpServer server;
  private final HandlerLines lines;

  private DemoTargets(HttpServer server, HandlerLines lines) {
    this.server = server;
    this.lines = lines;
  }

  static DemoTargets start(HandlerLines lines) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    DemoTargets targets = new DemoTargets(server, lines);
    server.createContext(FORWARD_PATH, targets::forwarded);
    server.createContext(CHAT_PATH, targets::chatted);
    server.start();
    return targets;
  }

  /** What leads the handlers here. */
  Map<String, String> handlerSettings() {
    return Map.of(
        "fs.webhook.handlers." + HandlerLines.FORWARD + ".url", url(FORWARD_PATH),
        "fs.webhook.handlers." + HandlerLines.CHAT + ".url", url(CHAT_PATH));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void forwarded(HttpExchange exchange) throws IOException {
    try (exchange) {
      int length = exchange.getRequestBody().readAllBytes().length;
      exchange.sendResponseHeaders(204, -1);
      lines.add(
          HandlerLines.FORWARD,
          String.format(
              Locale.ROOT,
              "the target received %s %s, %d bytes, CloudEvent %s",
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              length,
              exchange.getRequestHeaders().getFirst("ce-type")));
    }
  }

  private void chatted(HttpExchange exchange) throws IOException {
    try (exchange) {
      String message = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      exchange.sendResponseHeaders(200, -1);
      Matcher header = HEADER.matcher(message);
      lines.add(
          HandlerLines.CHAT,
          String.format(
              Locale.ROOT,
              "the chat received \"%s\"",
              header.find() ? header.group(1) : "a message"));
    }
  }
}
