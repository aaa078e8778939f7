package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.line.HttpCalls;
import io.fswebhook.war.cli.line.LimitedText;
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
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls FullStory's API, again if that may help, and explains its errors. */
final class FullStoryCalls {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient client;
  private final String base;
  private final String key;
  private final Duration timeout;
  private final Waiting waiting;
  private final Consumer<String> progress;

  FullStoryCalls(
      URI url, String key, Duration timeout, Waiting waiting, Consumer<String> progress) {
    this.client = HttpCalls.client(url);
    this.base = url.toString().replaceFirst("/*\\z", "") + "/webhooks/v1/";
    this.key = key;
    this.timeout = timeout;
    this.waiting = waiting;
    this.progress = progress;
  }

  static FullStoryCalls to(URI url, String key, Consumer<String> progress) {
    return new FullStoryCalls(url, key, ANSWER_TIMEOUT, Waiting.inRealTime(), progress);
  }

  /**
   * Reads something.
   *
   * @throws IOException if there is no answer, or an error; the message is a sentence
   */
  JsonObject get(String path) throws IOException, InterruptedException {
    return answer(new Call("GET", path, null, true));
  }

  /** Deletes something; like {@link #get}. */
  void delete(String path) throws IOException, InterruptedException {
    answer(new Call("DELETE", path, null, true));
  }

  /**
   * Writes something; like {@link #get}.
   *
   * @param repeatable whether twice is the same as once
   */
  JsonObject post(String path, JsonObject body, boolean repeatable)
      throws IOException, InterruptedException {
    return answer(new Call("POST", path, body, repeatable));
  }

  private JsonObject answer(Call call) throws IOException, InterruptedException {
    Retries retries = new Retries(waiting, progress);
    while (true) {
      HttpResponse<String> response;
      try {
        response = client.send(request(call), LimitedText.whole());
      } catch (IOException e) {
        IOException sentence = HttpCalls.sentence(base, "", e);
        if (call.repeatable() && !HttpCalls.isTooLong(e) && retries.waitsAfter(sentence)) {
          continue;
        }
        throw call.repeatable() ? sentence : unknown(sentence);
      }
      if (isPassing(response.statusCode(), call) && retries.waitsAfter(response)) {
        continue;
      }
      if (retries.happened() && call.isDelete() && response.statusCode() == NOT_FOUND) {
        return JsonValue.EMPTY_JSON_OBJECT; // an earlier attempt did it
      }
      return read(response, call);
    }
  }

  /** A request that was turned away with 429 had no effect, so it can be sent again. */
  private static boolean isPassing(int status, Call call) {
    return status == TOO_MANY_REQUESTS || (status >= 500 && call.repeatable());
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.path()))
            .timeout(timeout)
            .header("Authorization", "Basic " + key)
            .header("Accept", "application/json");
    if (call.body() == null) {
      return request.method(call.method(), BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(call.method(), BodyPublishers.ofString(call.body().toString()))
        .build();
  }

  private JsonObject read(HttpResponse<String> response, Call call) throws IOException {
    int status = response.statusCode();
    JsonObject answer = parse(response.body());
    if (status / 100 == 2) {
      if (answer == null && !call.isDelete()) {
        throw new IOException(base + " answered " + status + withoutJson());
      }
      return answer == null ? JsonValue.EMPTY_JSON_OBJECT : answer;
    }
    IOException failure = new IOException(FullStoryError.of(status, answer, base).sentence());
    throw status >= 500 && !call.repeatable() ? unknown(failure) : failure;
  }

  private static @Nullable JsonObject parse(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (JsonException e) {
      return null;
    }
  }

  private static String withoutJson() {
    return " without a JSON object. Is --fullstory-url the address of FullStory's API?";
  }

  private static IOException unknown(IOException failure) {
    return new IOException(
        failure.getMessage()
            + " Whether it was done is unknown: see fs-webhook endpoints list before you try again.",
        failure);
  }

  private record Call(String method, String path, @Nullable JsonObject body, boolean repeatable) {

    boolean isDelete() {
      return method.equals("DELETE");
    }
  }
}
