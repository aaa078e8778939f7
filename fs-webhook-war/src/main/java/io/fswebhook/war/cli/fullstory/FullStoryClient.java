package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.fullstory.FullStoryJson.UnexpectedAnswerException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** FullStory's management API for webhooks. The messages of failures are sentences. */
final class FullStoryClient {

  private final FullStoryCalls calls;

  FullStoryClient(FullStoryCalls calls) {
    this.calls = calls;
  }

  List<Endpoint> list() throws IOException, InterruptedException {
    return pages("endpoints", "endpoints", Endpoint::of);
  }

  /**
   * One endpoint.
   *
   * @param idOrUrl its id, or its URL
   */
  Endpoint find(String idOrUrl) throws IOException, InterruptedException {
    if (!idOrUrl.matches("https?://.*")) {
      return read(calls.get(path(idOrUrl)), Endpoint::of);
    }
    return list().stream()
        .filter(endpoint -> endpoint.url().equals(idOrUrl))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "FullStory has no endpoint with this URL: see fs-webhook endpoints list."));
  }

  Endpoint create(JsonObject request) throws IOException, InterruptedException {
    return read(calls.post("endpoints", request, false), Endpoint::of);
  }

  /** A changed URL changes the id, so that the same request again would fail. */
  Endpoint update(String id, JsonObject request) throws IOException, InterruptedException {
    return read(calls.post(path(id), request, !request.containsKey("url")), Endpoint::of);
  }

  void delete(String id) throws IOException, InterruptedException {
    calls.delete(path(id));
  }

  List<EventDefinition> eventTypes() throws IOException, InterruptedException {
    return pages("event-types", "eventDefs", EventDefinition::of);
  }

  List<Subcategory> subcategories(String eventName) throws IOException, InterruptedException {
    String path = "event-types/" + encoded(eventName) + "/subcategories";
    return pages(path, "subcategoryDefs", Subcategory::of);
  }

  private <T> List<T> pages(String path, String member, Function<JsonObject, T> item)
      throws IOException, InterruptedException {
    List<T> items = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    String token = "";
    do {
      FullStoryJson page = new FullStoryJson(calls.get(path + query(token)));
      items.addAll(read(page, json -> json.objects(member).stream().map(item).toList()));
      token = page.text("nextPaginationToken", "");
      if (!token.isEmpty() && !tokens.add(token)) {
        throw new IOException("FullStory answers the same page again and again. Try again later.");
      }
    } while (!token.isEmpty());
    return items;
  }

  private static String query(String token) {
    return token.isEmpty() ? "" : "?paginationToken=" + encoded(token);
  }

  private static <S, T> T read(S answer, Function<S, T> reader) throws IOException {
    try {
      return reader.apply(answer);
    } catch (UnexpectedAnswerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String path(String id) {
    return "endpoints/" + encoded(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
