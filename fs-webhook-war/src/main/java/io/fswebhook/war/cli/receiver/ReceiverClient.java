package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.HttpCalls;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the management API of a receiver. */
public final class ReceiverClient {

  private static final int NO_CONTENT = 204;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client = HttpCalls.client();
  private final String base;
  private final String token;

  public ReceiverClient(URI url, String token) {
    this.base = url.toString().replaceFirst("/*\\z", "") + "/api/v1/";
    this.token = token;
  }

  /**
   * Deletes something.
   *
   * @param path below the API
   * @throws ReceiverProblem if the receiver answered one
   * @throws IOException if there was no answer; the message is a sentence
   */
  public JsonObject delete(String path) throws IOException, InterruptedException {
    return answer(request(path).DELETE().build());
  }

  /** Reads something; like {@link #delete}. */
  public JsonObject get(String path) throws IOException, InterruptedException {
    return answer(request(path).GET().build());
  }

  /** Changes something; like {@link #delete}. Empty if there is nothing to say. */
  public JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
    return answer(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER_TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private JsonObject answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    JsonObject answer = read(response);
    if (response.statusCode() / 100 != 2) {
      throw new ReceiverProblem(
          response.statusCode(), answer.getString("code", ""), answer.getString("detail", ""));
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw HttpCalls.sentence(base, e);
    }
  }

  private JsonObject read(HttpResponse<String> response) throws IOException {
    if (response.statusCode() == NO_CONTENT) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IOException(
          base + " answered " + response.statusCode() + " without JSON. Is a receiver there?", e);
    }
  }
}
