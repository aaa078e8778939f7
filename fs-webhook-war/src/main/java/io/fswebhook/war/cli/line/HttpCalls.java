package io.fswebhook.war.cli.line;

import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.text.RedactedUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** How commands call servers. */
public final class HttpCalls {

  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_CAUSES = 10;

  private HttpCalls() {}

  /** For this address only, without redirects: a token goes nowhere else. */
  public static HttpClient client(URI url) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    return ("https".equals(url.getScheme()) ? client : client.sslContext(NoTls.context())).build();
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
    if (failure instanceof HttpTimeoutException || failure instanceof SocketTimeoutException) {
      return new IOException("No answer from " + shown + " in time.", failure);
    }
    Optional<Throwable> tooLong = cause(LimitedText.TooLongException.class, failure);
    if (tooLong.isPresent()) {
      return new IOException(
          "The answer of "
              + shown
              + " was not read: "
              + tooLong.get().getMessage()
              + ". Is this the right address?",
          failure);
    }
    if (failure instanceof UnknownHostException
        || cause(UnresolvedAddressException.class, failure).isPresent()) {
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

  /** Whether an answer was longer than what is read, which it will be again. */
  public static boolean isTooLong(IOException failure) {
    return cause(LimitedText.TooLongException.class, failure).isPresent();
  }

  private static Optional<Throwable> cause(Class<?> kind, Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MOST_CAUSES)
        .filter(kind::isInstance)
        .findFirst();
  }
}
