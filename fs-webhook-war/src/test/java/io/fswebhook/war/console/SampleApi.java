package io.fswebhook.war.console;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers as the API does, with made-up data that shows all the pages have to show. Cookies say who
 * asks: {@code role} and {@code first-run}.
 */
final class SampleApi extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient SampleData data = new SampleData();
  private final transient SampleOperations operations = new SampleOperations(data.now());
  private final transient Jsonb json = JsonbBuilder.create();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("").substring(1);
    Optional<String> role = cookie(request, "role");
    if (role.isEmpty()) {
      write(response, 401, Map.of("status", 401, "code", "unauthorized"));
      return;
    }
    write(response, 200, answer(request, path, role.get()));
  }

  private Object answer(HttpServletRequest request, String path, String role) throws IOException {
    boolean isDead = "dead".equals(request.getParameter("state"));
    return switch (path) {
      case "session" ->
          Map.of("name", "ada", "role", role, "via", "session", "csrfToken", "sample");
      case "setup" -> data.setUp(cookie(request, "first-run").isEmpty());
      case "deliveries" -> isDead ? data.deadLetters() : data.deliveries();
      case "deliveries/replay", "deliveries/discard", "deliveries/delete" ->
          operations.bulk(body(request));
      case "attention" -> data.attention();
      case "alerts" -> data.alerts();
      case "error-groups" -> data.errorGroups();
      case "operations" -> operations.all();
      case "handlers" -> data.handlers();
      case "plugins" -> data.plugins();
      case "nodes" -> SampleNodes.all(data.now());
      case "rejections" -> data.rejections();
      case "stats" -> data.stats(Optional.ofNullable(request.getParameter("range")).orElse("hour"));
      case "audit" -> data.audit();
      case "tokens" -> SampleTokens.all(data.now());
      case "test-events" -> Map.of("id", SampleData.DETAILED, "status", "stored");
      default -> detail(request, path);
    };
  }

  private Object detail(HttpServletRequest request, String path) {
    String range = Optional.ofNullable(request.getParameter("range")).orElse("hour");
    return switch (path.substring(0, path.indexOf('/'))) {
      case "rejections" ->
          path.endsWith("/6") ? SampleStreams.rejection(data.now()) : data.rejection();
      case "operations" -> operations.one(path.endsWith("/cancel"));
      case "handlers" ->
          path.endsWith("/try") ? SampleRules.trial(data.now()) : data.activity(range);
      default -> path.endsWith(SampleStreams.DELIVERY) ? data.deliveryOfStream() : data.delivery();
    };
  }

  private static String body(HttpServletRequest request) throws IOException {
    return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void write(HttpServletResponse response, int status, Object answer) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(json.toJson(answer).getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Stream::of)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }
}
