package io.fswebhook.war.alert;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of all targets, made when the first message is sent: it holds threads, and most
 * receivers have no target.
 */
final class AlertClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private @Nullable HttpClient client; // guarded by this

  synchronized HttpClient get() {
    HttpClient made = client;
    if (made == null) {
      made = HttpClient.newBuilder().connectTimeout(CONNECT).build();
      client = made;
    }
    return made;
  }

  /** Before JDK 21, its threads end once it is unreachable. */
  @Override
  public synchronized void close() {
    HttpClient made = client;
    client = null;
    if (made instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException(e); // it throws none
      }
    }
  }
}
