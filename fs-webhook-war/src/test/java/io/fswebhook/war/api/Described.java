package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.fswebhook.war.http.ReceiverApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What openapi.yaml says is answered; every answer that a test gets is held against it. */
final class Described {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  /** Read once for all tests, as each schema is. */
  private static final JsonNode DOCUMENT = load();

  private static final Validator VALIDATOR = new ValidatorFactory().createValidator();
  private static final Map<JsonNode, URI> SCHEMAS = new ConcurrentHashMap<>();

  private final Set<String> reached = new ConcurrentSkipListSet<>();

  /** A path with the methods that it has. */
  record Operation(String method, String path) {}

  private static JsonNode load() {
    try (InputStream stream = ReceiverApplication.class.getResourceAsStream("openapi.yaml")) {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
      JsonNode tree = JSON.valueToTree(read);
      close(tree.path("components").path("schemas"));
      return tree;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is not described is not to be answered, although clients must put up with more. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Described::close);
  }

  Set<Operation> operations() {
    Set<Operation> operations = new java.util.LinkedHashSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            operations.add(
                                new Operation(method.toUpperCase(Locale.ROOT), path.getKey()));
                          }
                        }));
    return operations;
  }

  /** Method, path and status of every answer that is described. */
  Set<String> all() {
    Set<String> all = new TreeSet<>();
    for (Operation operation : operations()) {
      operation(operation.method, operation.path)
          .path("responses")
          .fieldNames()
          .forEachRemaining(
              status -> all.add(operation.method + " " + operation.path + " " + status));
    }
    return all;
  }

  Set<String> reached() {
    return reached;
  }

  boolean needsToken(Operation operation) {
    JsonNode security = operation(operation.method, operation.path).path("security");
    return security.size() > 0 && operation.path.startsWith("/api/");
  }

  private JsonNode operation(String method, String path) {
    return DOCUMENT.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  /**
   * Fails unless the answer is one that is described.
   *
   * @param path below the context root, without the query
   */
  void check(String method, String path, HttpResponse<String> answer) {
    String template = template(path);
    String what = method + " " + path + " " + answer.statusCode() + " " + answer.body();
    if (template == null) {
      assertThat(answer.statusCode()).as(what).isIn(400, 404);
      checkProblem(what, answer);
      return;
    }
    JsonNode operation = operation(method.equals("HEAD") ? "GET" : method, template);
    if (operation.isMissingNode()) {
      if (!method.equals("OPTIONS")) {
        assertThat(answer.statusCode()).as(what).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).as(what).isPresent();
        checkProblem(what, answer);
        METHODS.forEach(
            each -> reached.add(each.toUpperCase(Locale.ROOT) + " " + template + " 405"));
      }
      return;
    }
    JsonNode response =
        resolved(operation.path("responses").path(String.valueOf(answer.statusCode())));
    assertThat(response.isMissingNode()).as("not described: " + what).isFalse();
    reached.add(method + " " + template + " " + answer.statusCode());
    checkHeaders(what, response, answer.headers());
    if (!method.equals("HEAD")) {
      checkContent(what, response, answer);
    }
  }

  private @Nullable String template(String path) {
    if (DOCUMENT.path("paths").has(path)) {
      return path;
    }
    var paths = DOCUMENT.path("paths").fieldNames();
    while (paths.hasNext()) {
      String template = paths.next();
      if (template.contains("{") && path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"))) {
        return template;
      }
    }
    return null;
  }

  private void checkHeaders(String what, JsonNode response, HttpHeaders headers) {
    response
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String value = headers.firstValue(header.getKey()).orElse(null);
              if (value != null) {
                assertValid(
                    what, header.getValue().path("schema"), JSON.getNodeFactory().textNode(value));
              } else {
                assertThat(header.getValue().path("required").asBoolean())
                    .as(header.getKey() + " in " + what)
                    .isFalse();
              }
            });
  }

  private void checkContent(String what, JsonNode response, HttpResponse<String> answer) {
    String type =
        answer.headers().firstValue("Content-Type").map(each -> each.split(";", 2)[0]).orElse("");
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    assertThat(content.has(type)).as(type + " of " + what).isTrue();
    if (type.endsWith("json")) {
      assertValid(what, content.path(type).path("schema"), tree(answer.body()));
    }
  }

  private void checkProblem(String what, HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(what)
        .contains("application/problem+json");
    assertValid(
        what, DOCUMENT.path("components").path("schemas").path("Problem"), tree(answer.body()));
  }

  private void assertValid(String what, JsonNode schema, JsonNode value) {
    URI known = SCHEMAS.computeIfAbsent(schema, Described::register);
    assertThat(VALIDATOR.validate(known, (Object) value).getErrors()).as(what).isEmpty();
  }

  private static URI register(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    return VALIDATOR.registerSchema((Object) whole);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
