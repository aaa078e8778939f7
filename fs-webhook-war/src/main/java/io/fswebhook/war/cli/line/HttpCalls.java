package io.fswebhook.war.cli.line;

import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.text.RedactedUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** How commands call servers. */
public final class HttpCalls {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_CAUSES = 10;

  private HttpCalls() {}

  /** Without redirects: a token goes nowhere else. */
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  /** Whether it is the whole address of a server. */
  public static boolean isWhole(URI url) {
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    return isHttp && url.getHost() != null;
  }

  /** Explains why a receiver does not answer. */
  public static IOException sentence(String url, IOException failure) {
    return sentence(url, " Is the receiver started?", failure);
  }

  /**
   * Explains why there is no answer.
   *
   * @param advice what to do if nothing listens there; begins with a space, or is empty
   */
  public static IOException sentence(String url, String advice, IOException failure) {
    String shown = RedactedUrl.of(url);
    if (failure instanceof HttpTimeoutException) {
      return new IOException("No answer from " + shown + " in time.", failure);
    }
    if (isUnresolved(failure)) {
      return new IOException("The host of " + shown + " is not known.", failure);
    }
    if (failure instanceof ConnectException) {
      return new IOException("Nothing listens at " + shown + "." + advice, failure);
    }
    if (failure instanceof SSLException) {
      return new IOException(
          "TLS with "
              + shown
              + " failed: "
              + failure.getMessage()
              + ". A certificate of your own is trusted with"
              + " java -Djavax.net.ssl.trustStore=FILE -jar ...",
          failure);
    }
    return new IOException("No answer from " + shown + ": " + Reasons.of(failure), failure);
  }

  private static boolean isUnresolved(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
