package io.fswebhook.war.cli.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.war.cli.line.HttpCalls;
import io.fswebhook.war.cli.line.LimitedText;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls the management API of a receiver. With the JDK's older client: the newer one prepares for
 * TLS whether it is needed or not, which takes longer than everything else that a command does.
 */
public final class ReceiverClient {

  private static final int NO_CONTENT = 204;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  /** More than the largest body that a receiver can be set to store. */
  private static final int MOST_BYTES = 128 * 1024 * 1024;

  static { // by default, it makes a change again whose answer is lost
    System.setProperty("sun.net.http.retryPost", "false");
  }

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
    return answer("DELETE", path, null);
  }

  /** Reads something; like {@link #delete}. */
  public JsonObject get(String path) throws IOException, InterruptedException {
    return answer("GET", path, null);
  }

  /** Changes something; like {@link #delete}. Empty if there is nothing to say. */
  public JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
    return answer("POST", path, body);
  }

  private JsonObject answer(String method, String path, @Nullable JsonObject body)
      throws IOException {
    Response response = send(method, path, body);
    JsonObject answer = read(response);
    if (response.status() / 100 != 2) {
      throw new ReceiverProblem(
          response.status(), answer.getString("code", ""), answer.getString("detail", ""));
    }
    return answer;
  }

  private Response send(String method, String path, @Nullable JsonObject body) throws IOException {
    try {
      HttpURLConnection call = call(method, path);
      if (body != null) {
        call.setRequestProperty("Content-Type", "application/json");
        call.setDoOutput(true);
        call.getOutputStream().write(body.toString().getBytes(UTF_8));
      }
      int status = call.getResponseCode();
      if (status < 0) {
        throw new IOException("what answers is no HTTP server");
      }
      return new Response(status, text(call));
    } catch (IOException e) {
      throw HttpCalls.sentence(base, e);
    }
  }

  /** Without redirects: the token goes nowhere else. */
  private HttpURLConnection call(String method, String path) throws IOException {
    HttpURLConnection call = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
    call.setInstanceFollowRedirects(false);
    call.setConnectTimeout((int) HttpCalls.CONNECT_TIMEOUT.toMillis());
    call.setReadTimeout((int) ANSWER_TIMEOUT.toMillis());
    call.setRequestMethod(method);
    call.setRequestProperty("Authorization", "Bearer " + token);
    call.setRequestProperty("Accept", "application/json");
    return call;
  }

  private static String text(HttpURLConnection call) throws IOException {
    InputStream error = call.getErrorStream();
    return LimitedText.whole(error == null ? call.getInputStream() : error, MOST_BYTES);
  }

  private JsonObject read(Response response) throws IOException {
    if (response.status() == NO_CONTENT) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try (JsonReader reader = Json.createReader(new StringReader(response.text()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IOException(
          base + " answered " + response.status() + " without JSON. Is a receiver there?", e);
    }
  }

  private record Response(int status, String text) {}
}
