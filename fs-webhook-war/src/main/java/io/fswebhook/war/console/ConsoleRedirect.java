package io.fswebhook.war.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sends the context root to the console, with or without a slash. A filter, since servers differ:
 * some do not redirect {@code /fs-webhook} to {@code /fs-webhook/}, and some pass either to the
 * servlet for everything else.
 */
public final class ConsoleRedirect extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String CONSOLE = "console/";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isRead(request) && isRoot(request)) {
      write(request, response);
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean isRoot(HttpServletRequest request) {
    return request.getRequestURI().equals(request.getContextPath() + "/")
        || isRootWithoutSlash(request);
  }

  private static boolean isRootWithoutSlash(HttpServletRequest request) {
    String context = request.getContextPath();
    return !context.isEmpty() && request.getRequestURI().equals(context);
  }

  static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** Relative, so that it works behind any proxy. */
  static void write(HttpServletRequest request, HttpServletResponse response) {
    String uri = request.getRequestURI();
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader(
        "Location",
        isRootWithoutSlash(request)
            ? uri.substring(uri.lastIndexOf('/') + 1) + "/" + CONSOLE
            : CONSOLE);
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(0);
  }
}
