package io.fswebhook.war.console;

import io.fswebhook.war.http.Problem;
import io.fswebhook.war.http.Refusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the console: a page and its files. They contain no secrets and need no token; the data
 * comes from the API, which does.
 *
 * <p>Files are matched by the raw request path. Encoded paths, path parameters and dot segments
 * match nothing.
 */
public final class ConsoleServlet extends HttpServlet {

  /** The context root leads here too. */
  public static final List<String> PATHS = List.of("", "/console", "/console/*");

  private static final long serialVersionUID = 1L;

  private static final Refusal NOT_FOUND = Refusal.of(Problem.of(Response.Status.NOT_FOUND));
  private static final Refusal NOT_ALLOWED =
      Refusal.with("Allow", "GET, HEAD", Problem.of(Response.Status.METHOD_NOT_ALLOWED));

  private transient @Nullable ConsoleFiles files;

  @Override
  public void init() {
    files = ConsoleFiles.load();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ConsoleHeaders.set(response);
    String path = pathOf(request);
    if (path.isEmpty() || path.equals("/") || path.equals("/console")) {
      redirect(request, response);
      return;
    }
    ConsoleFile file = files == null ? null : files.at(path);
    if (file == null) {
      NOT_FOUND.write(response);
      return;
    }
    if (!ConsoleRedirect.isRead(request)) {
      NOT_ALLOWED.write(response);
      return;
    }
    new FileAnswer(request, response).write(file);
  }

  private static void redirect(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!ConsoleRedirect.isRead(request)) {
      NOT_ALLOWED.write(response);
      return;
    }
    ConsoleRedirect.write(request, response);
  }

  /** The raw path below the context root; one that matches nothing if it does not start there. */
  private static String pathOf(HttpServletRequest request) {
    String uri = request.getRequestURI();
    String context = request.getContextPath();
    return uri.startsWith(context) ? uri.substring(context.length()) : "/console/?";
  }

  /**
   * What a browser may do with the console: load its own files, talk to its own server, and nothing
   * else. Text from outside cannot become a script, even if the pages had a mistake: no script is
   * created from text ({@code require-trusted-types-for}), and no policy may allow it.
   */
  private static final class ConsoleHeaders {

    static final String CONTENT_SECURITY_POLICY =
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private ConsoleHeaders() {}

    static void set(HttpServletResponse response) {
      response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
  }

  /** Sends a file, compressed if possible, or 304 if it is unchanged. */
  private static final class FileAnswer {

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
                  item.equals("gzip")
                      || (item.startsWith("gzip;q=") && !isZero(item.substring(7))));
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
}
