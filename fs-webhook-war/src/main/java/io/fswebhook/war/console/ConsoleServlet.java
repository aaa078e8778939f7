package io.fswebhook.war.console;

import io.fswebhook.war.http.Problem;
import io.fswebhook.war.http.Refusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves the console: a page and the files that it loads. They hold nothing secret, so they need no
 * token; what they show comes from the API, which does.
 *
 * <p>A file is found by the path as it was sent, letter by letter. What is encoded, has a parameter
 * or leads elsewhere is no file's path.
 */
public final class ConsoleServlet extends HttpServlet {

  /** The context root leads here too. */
  public static final List<String> PATHS = List.of("", "/console", "/console/*");

  private static final long serialVersionUID = 1L;

  /** Relative, so that it holds at any context root and behind any proxy. */
  private static final String CONSOLE = "console/";

  private static final Refusal NOT_FOUND = Refusal.of(Problem.of(Response.Status.NOT_FOUND));
  private static final Refusal NOT_ALLOWED =
      Refusal.with("Allow", "GET, HEAD", Problem.of(Response.Status.METHOD_NOT_ALLOWED));

  private transient @Nullable ConsoleFiles files;

  /** Made by the server. */
  public ConsoleServlet() {}

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
    if (!isRead(request)) {
      NOT_ALLOWED.write(response);
      return;
    }
    new FileAnswer(request, response).write(file);
  }

  private static void redirect(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!isRead(request)) {
      NOT_ALLOWED.write(response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", CONSOLE);
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(0);
  }

  private static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** As it was sent, without the context's; empty where that is not how it begins. */
  private static String pathOf(HttpServletRequest request) {
    String uri = request.getRequestURI();
    String context = request.getContextPath();
    return uri.startsWith(context) ? uri.substring(context.length()) : "/console/?";
  }
}
