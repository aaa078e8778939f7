package io.fswebhook.war.cli.fullstory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * FullStory's management API of webhooks as it is described: an endpoint's id is its URL in base64,
 * an update without {@code disabled} enables, lists come in pages, secrets are never answered.
 */
public final class FullStoryMock implements AutoCloseable {

  public static final String KEY = "bmExLkFCQzphZG1pbg==";
  static final String KEY_WITHOUT_RIGHTS = "bmExLkFCQzpndWVzdA==";
  private static final String ENDPOINTS = "/webhooks/v1/endpoints";
  private static final String EVENT_TYPES = "/webhooks/v1/event-types";

  private final WireMockServer server =
      new WireMockServer(
          wireMockConfig().dynamicPort().bindAddress("127.0.0.1").extensions(new Answers()));
  private final Map<String, Stored> endpoints = new LinkedHashMap<>();
  private final Deque<ResponseDefinitionBuilder> faults = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private boolean snakeCase;
  private boolean faultsAfterwards;
  private int pageSize = 100;

  private record Stored(String url, boolean enabled, JsonArray events, String secret) {}

  public FullStoryMock() {
    server.stubFor(any(anyUrl()).willReturn(aResponse()));
    server.start();
  }

  public String url() {
    return server.baseUrl();
  }

  /** A file with a valid key. */
  public Path keyFile(Path folder) throws Exception {
    return Files.writeString(folder.resolve("api-key"), KEY + "\n");
  }

  /** What the next requests are answered. */
  synchronized FullStoryMock failing(ResponseDefinitionBuilder... answers) {
    faults.addAll(List.of(answers));
    return this;
  }

  /** Like {@link #failing}, but what was asked is done all the same. */
  synchronized void losingAnswers(ResponseDefinitionBuilder... answers) {
    failing(answers);
    faultsAfterwards = true;
  }

  synchronized void inSnakeCase() {
    snakeCase = true;
  }

  synchronized void inPagesOf(int size) {
    pageSize = size;
  }

  public synchronized String add(String url, boolean enabled, String secret, String... events) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (String event : events) {
      array.add(Json.createObjectBuilder().add("eventName", event));
    }
    endpoints.put(id(url), new Stored(url, enabled, array.build(), secret));
    return id(url);
  }

  /** What has been asked so far, such as {@code GET /webhooks/v1/endpoints}. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized List<String> urls() {
    return endpoints.values().stream().map(Stored::url).toList();
  }

  synchronized String secretOf(String url) {
    return stored(url).secret();
  }

  synchronized boolean isEnabled(String url) {
    return stored(url).enabled();
  }

  synchronized List<String> eventsOf(String url) {
    return stored(url).events().getValuesAs(JsonObject.class).stream()
        .map(SubscribedEvent::of)
        .map(SubscribedEvent::text)
        .sorted()
        .toList();
  }

  private Stored stored(String url) {
    Stored stored = endpoints.get(id(url));
    if (stored == null) {
      throw new AssertionError("no endpoint " + url + " in " + endpoints.keySet());
    }
    return stored;
  }

  static String id(String url) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(url.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop();
  }

  private synchronized ResponseDefinitionBuilder answer(Request request) {
    requests.add(request.getMethod() + " " + request.getUrl());
    if (faults.isEmpty()) {
      return authorized(request);
    }
    if (faultsAfterwards) {
      authorized(request);
    }
    return faults.remove();
  }

  private ResponseDefinitionBuilder authorized(Request request) {
    String authorization = request.getHeader("Authorization");
    if (("Basic " + KEY_WITHOUT_RIGHTS).equals(authorization)) {
      return error(403, "forbidden", "insufficient permissions");
    }
    if (!("Basic " + KEY).equals(authorization)) {
      return error(401, "unauthorized", "access is unauthorized");
    }
    URI url = URI.create(request.getUrl());
    String path = url.getRawPath();
    if (path.startsWith(EVENT_TYPES)) {
      return eventTypes(path, token(url));
    }
    if (path.equals(ENDPOINTS)) {
      return request.getMethod().value().equals("GET") ? list(token(url)) : create(body(request));
    }
    return one(
        request, URLDecoder.decode(path.substring(ENDPOINTS.length() + 1), StandardCharsets.UTF_8));
  }

  private ResponseDefinitionBuilder one(Request request, String id) {
    Stored stored = endpoints.get(id);
    if (stored == null) {
      return error(404, "resource_not_found", "Requested resource does not exist");
    }
    return switch (request.getMethod().value()) {
      case "GET" -> ok(view(stored));
      case "DELETE" -> {
        endpoints.remove(id);
        yield ok(Json.createObjectBuilder().build());
      }
      default -> update(id, stored, body(request));
    };
  }

  private ResponseDefinitionBuilder create(JsonObject body) {
    String url = body.getString("url", "");
    JsonArray events = events(body);
    if (url.isEmpty() || events == null || body.getString("secret", "").isEmpty()) {
      return error(400, "required_field", "a field is required");
    }
    Stored created = new Stored(url, true, events, body.getString("secret"));
    endpoints.put(id(url), created);
    return ok(view(created));
  }

  private ResponseDefinitionBuilder update(String id, Stored before, JsonObject body) {
    JsonArray events = events(body);
    Stored after =
        new Stored(
            body.getString("url", before.url()),
            !body.getBoolean("disabled", false),
            events == null || events.isEmpty() ? before.events() : events,
            body.getString("secret", before.secret()));
    endpoints.remove(id);
    endpoints.put(id(after.url()), after);
    return ok(view(after));
  }

  private static JsonArray events(JsonObject body) {
    JsonArray events = body.getJsonArray("eventTypes");
    return events == null ? body.getJsonArray("event_types") : events;
  }

  private ResponseDefinitionBuilder list(int from) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    endpoints.values().stream().skip(from).limit(pageSize).forEach(each -> items.add(view(each)));
    JsonObjectBuilder page = Json.createObjectBuilder().add("endpoints", items);
    if (from + pageSize < endpoints.size()) {
      page.add(name("nextPaginationToken"), String.valueOf(from + pageSize));
    }
    return ok(page.build());
  }

  private ResponseDefinitionBuilder eventTypes(String path, int from) {
    if (path.equals(EVENT_TYPES)) {
      return ok(
          Json.createObjectBuilder()
              .add(
                  name("eventDefs"),
                  Json.createArrayBuilder()
                      .add(definition("note.created", "Note Created", false))
                      .add(definition("recording.event.custom", "Custom Event", true)))
              .build());
    }
    if (!path.equals(EVENT_TYPES + "/recording.event.custom/subcategories")) {
      return error(404, "resource_not_found", "Requested resource does not exist");
    }
    JsonObjectBuilder page =
        Json.createObjectBuilder()
            .add(
                name("subcategoryDefs"),
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("subcategory", from == 0 ? "QWRk/ZWQ=" : "U2F3")
                            .add("display_name", from == 0 ? "Added to Cart" : "Saw Error")));
    if (from == 0) {
      page.add(name("nextPaginationToken"), "1");
    }
    return ok(page.build());
  }

  private JsonObject definition(String event, String display, boolean hasSubcategories) {
    return Json.createObjectBuilder()
        .add(name("eventName"), event)
        .add(name("displayName"), display)
        .add(name("hasSubcategories"), hasSubcategories)
        .build();
  }

  private JsonObject view(Stored stored) {
    JsonArrayBuilder events = Json.createArrayBuilder();
    for (JsonObject event : stored.events().getValuesAs(JsonObject.class)) {
      JsonObjectBuilder shown =
          Json.createObjectBuilder().add(name("eventName"), event.getString("eventName"));
      if (event.containsKey("subcategory")) {
        shown.add("subcategory", event.getString("subcategory"));
      }
      events.add(shown);
    }
    return Json.createObjectBuilder()
        .add("id", id(stored.url()))
        .add("created", "2026-01-02T03:04:05.678Z")
        .add("modified", "2026-01-02T03:04:05.678Z")
        .add("enabled", stored.enabled())
        .add("url", stored.url())
        .add(name("eventTypes"), events)
        .build();
  }

  private String name(String camelCase) {
    return snakeCase ? camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) : camelCase;
  }

  private static int token(URI url) {
    String query = url.getRawQuery();
    return query == null ? 0 : Integer.parseInt(query.replaceFirst("paginationToken=", ""));
  }

  private static JsonObject body(Request request) {
    try (JsonReader reader = Json.createReader(new StringReader(request.getBodyAsString()))) {
      return reader.readObject();
    }
  }

  private static ResponseDefinitionBuilder ok(JsonObject body) {
    return answer(200, body);
  }

  static ResponseDefinitionBuilder error(int status, String code, String message) {
    return answer(
        status, Json.createObjectBuilder().add("message", message).add("code", code).build());
  }

  private static ResponseDefinitionBuilder answer(int status, JsonObject body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body.toString());
  }

  private final class Answers implements ResponseDefinitionTransformerV2 {

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      return answer(event.getRequest()).build();
    }

    @Override
    public String getName() {
      return "fullstory";
    }
  }
}
