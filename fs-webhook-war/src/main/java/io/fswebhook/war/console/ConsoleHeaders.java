package io.fswebhook.war.console;

import jakarta.servlet.http.HttpServletResponse;

/**
 * What a browser may do with the console: load its own files, talk to its own server, and nothing
 * else. Text from outside cannot become a script, even if the pages had a mistake: no script is
 * taken from a text ({@code require-trusted-types-for}), and no policy may say otherwise.
 */
final class ConsoleHeaders {

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
