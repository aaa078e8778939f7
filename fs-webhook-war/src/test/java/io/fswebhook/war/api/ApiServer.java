package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.http.ContentTypeFilter;
import io.fswebhook.war.http.WebhookServlet;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.runtime.RunningReceiver;
import io.fswebhook.war.settings.Installation;
import io.fswebhook.war.settings.SettingsLoader;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.servlet.ServletContainer;
import org.sqlite.SQLiteDataSource;

/** A whole receiver behind a real server, on a free port of 127.0.0.1. */
public final class ApiServer implements AutoCloseable {

  public static final String OPERATOR = "token-of-the-operator";
  public static final String VIEWER = "token-of-the-viewer";
  static final String ADMIN = "token-of-the-admin";
  public static final String SECRET = "secret";
  public static final String STREAM = "orders";
  public static final String STREAM_TOKEN = "token-of-orders";
  private static final Duration STORE_LIMIT = Duration.ofSeconds(30);

  final ServerUsers users = new ServerUsers();
  final Described described = new Described();
  final RunningReceiver receiver;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final String contextPath;
  private final HttpClient client = HttpClient.newHttpClient();

  private ApiServer(Path home, String contextPath, Map<String, String> settings) throws Exception {
    this.contextPath = contextPath;
    TestPlugin.dropInto(home.resolve("plugins"));
    receiver = RunningReceiver.start(SettingsLoader.load(settings, Installation.in(home)));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(contextPath);
    ServletHolder rest = new ServletHolder(new ServletContainer(receiver.application()));
    rest.setAsyncSupported(true);
    context.addServlet(rest, "/*");
    ServletHolder webhook = new ServletHolder(receiver.webhook());
    webhook.setAsyncSupported(true);
    WebhookServlet.PATTERNS.forEach(path -> context.addServlet(webhook, path));
    EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
    context.addFilter(new ContentTypeFilter(), "/*", requests).setAsyncSupported(true);
    context.addFilter(users, "/*", requests).setAsyncSupported(true);
    // Last, as on a server: whoever goes on later has what the others made of the request.
    context.addFilter(receiver.bodies(), "/api/*", requests).setAsyncSupported(true);
    server.setHandler(context);
    server.start();
  }

  private static Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("fs.webhook.signing-secrets", SECRET);
    settings.put("fs.webhook.admin.token", ADMIN);
    settings.put("fs.webhook.tokens.ann.token", OPERATOR);
    settings.put("fs.webhook.tokens.ann.role", "operator");
    settings.put("fs.webhook.tokens.vic.token", VIEWER);
    settings.put("fs.webhook.streams." + STREAM + ".tokens", STREAM_TOKEN + ",another-token");
    settings.putAll(more);
    return settings;
  }

  /** Leaves a pending task of each delivery to a handler that was never there. */
  static void leavePendingTo(String handler, Path home) throws Exception {
    change(
        home,
        "INSERT INTO task (delivery_seq, handler, state, attempts, due_at)"
            + " SELECT seq, ?, 'pending', 0, 0 FROM delivery",
        handler);
  }

  /** Leaves an open alert, 1001, and a resolved one, 1002, that no receiver changes. */
  static void leaveAlerts(Path home) throws Exception {
    change(
        home,
        "INSERT INTO alert (id, kind, subject, severity, text, opened_at, seen_at, resolved_at)"
            + " VALUES (1001, 'plugin-failed', 'a.jar', 'bad', 'x', 1, 9000000000000, NULL),"
            + " (1002, 'plugin-failed', 'a.jar', 'bad', 'x', 1, 1, 2)");
  }

  /** Changes rows, once there are any: a delivery may still be in the receipt log alone. */
  static void change(Path home, String sql, String... values) throws Exception {
    SQLiteDataSource inbox = new SQLiteDataSource(); // a driver is there until a receiver stops
    inbox.setUrl("jdbc:sqlite:" + home.resolve("data/inbox.db"));
    try (Connection connection = inbox.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      Eventually.holds("rows to change", STORE_LIMIT, () -> statement.executeUpdate() > 0);
    }
  }

  public static ApiServer start(Path home) throws Exception {
    return new ApiServer(home, "/", settings(Map.of()));
  }

  static ApiServer at(String contextPath, Path home) throws Exception {
    return new ApiServer(home, contextPath, settings(Map.of()));
  }

  static ApiServer with(Map<String, String> settings, Path home) throws Exception {
    return new ApiServer(home, "/", settings(settings));
  }

  /** With all settings, tokens and secrets too, in {@code fs-webhook.properties}. */
  static ApiServer withFile(Path home) throws Exception {
    return new ApiServer(home, "/", Map.of());
  }

  /** A request without any right. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder api(String path, String token) {
    return request("/api/v1/" + path).header("Authorization", "Bearer " + token);
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(api(path, VIEWER));
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return send(json(api(path, OPERATOR), json));
  }

  static HttpRequest.Builder json(HttpRequest.Builder request, String json) {
    return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
  }

  /** Holds what is answered against the description. */
  HttpResponse<String> send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    String path = request.uri().getRawPath();
    described.check(
        request.method(),
        contextPath.equals("/") ? path : path.substring(contextPath.length()),
        answer);
    return answer;
  }

  public HttpResponse<String> deliver(String eventName) throws Exception {
    return deliver(
        ("{\"eventName\":\""
                + eventName
                + "\",\"version\":1,\"data\":{\"id\":\""
                + System.nanoTime()
                + "\"}}")
            .getBytes(UTF_8),
        "ORG1",
        SECRET);
  }

  public HttpResponse<String> deliver(byte[] body, String orgId, String secret) throws Exception {
    return deliver(body, orgId, secret, Instant.now());
  }

  HttpResponse<String> deliver(byte[] body, String orgId, String secret, Instant signedAt)
      throws Exception {
    return client.send(
        request("/webhook")
            .header("Content-Type", "application/json")
            .header(WebhookSigner.HEADER, new WebhookSigner(secret, orgId).sign(body, signedAt))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> deliverTo(String stream, String token, String body) throws Exception {
    return client.send(
        json(request("/streams/" + stream), body)
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public static JsonObject object(HttpResponse<String> answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  /** Sends bytes as they are and returns all that comes until the server closes. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  public String base() {
    return "http://127.0.0.1:"
        + connector.getLocalPort()
        + (contextPath.equals("/") ? "" : contextPath);
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
    receiver.close();
  }
}
