package io.fswebhook.war.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An error of the console's own, in the form of all others. */
enum ConsoleProblem {
  NOT_FOUND(404, "Not Found", "not-found"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", "method-not-allowed");

  private final int status;
  private final String json;

  ConsoleProblem(int status, String title, String code) {
    this.status = status;
    this.json =
        String.format(
            Locale.ROOT,
            "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}",
            title,
            status,
            code);
  }

  void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    if (this == METHOD_NOT_ALLOWED) {
      response.setHeader("Allow", "GET, HEAD");
    }
    response.setContentType("application/problem+json");
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
