package io.fswebhook.war.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Answers with a file: whole or compressed, or with nothing when the browser has it. */
final class FileAnswer {

  private final HttpServletRequest request;
  private final HttpServletResponse response;

  FileAnswer(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  void write(ConsoleFile file) throws IOException {
    response.setHeader("ETag", file.tag());
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader(
        "Cache-Control", file.isLasting() ? "public, max-age=31536000, immutable" : "no-cache");
    if (hasAlready(file.tag())) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    byte[] content = file.plain();
    byte[] gzip = file.gzip();
    if (gzip != null && takesGzip()) {
      content = gzip;
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(file.type());
    response.setContentLength(content.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(content);
    }
  }

  private boolean hasAlready(String tag) {
    return items("If-None-Match").anyMatch(item -> item.equals(tag) || item.equals("*"));
  }

  private boolean takesGzip() {
    return items("Accept-Encoding")
        .map(item -> item.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(
            item ->
                item.equals("gzip") || (item.startsWith("gzip;q=") && !isZero(item.substring(7))));
  }

  private static boolean isZero(String quality) {
    return quality.matches("0(\\.0*)?");
  }

  private Stream<String> items(String header) {
    Enumeration<String> values = request.getHeaders(header);
    List<String> lines = values == null ? List.of() : Collections.list(values);
    return lines.stream().flatMap(line -> Stream.of(line.split(",", -1))).map(String::strip);
  }
}
