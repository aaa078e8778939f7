package io.fswebhook.war.cli;

import io.fswebhook.core.text.Printable;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;

/**
 * The response of a receiver.
 *
 * @param httpStatus such as 200
 * @param status {@code stored} or {@code duplicate}, or the code of the problem; may be empty
 * @param id of the delivery, or the detail of the problem; may be empty
 */
record Answer(int httpStatus, String status, String id) {

  static Answer of(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      JsonObject json = reader.readObject();
      return response.statusCode() == 200
          ? new Answer(200, json.getString("status", ""), json.getString("id", ""))
          : new Answer(
              response.statusCode(), json.getString("code", ""), json.getString("detail", ""));
    } catch (JsonException | ClassCastException e) {
      return new Answer(response.statusCode(), "", "");
    }
  }

  boolean isAccepted() {
    return httpStatus == 200;
  }

  /** For the terminal, escaped: the answer is untrusted. */
  String line() {
    return Printable.line((httpStatus + " " + status + " " + id).strip());
  }
}
