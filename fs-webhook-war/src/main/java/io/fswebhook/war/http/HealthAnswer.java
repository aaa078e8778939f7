package io.fswebhook.war.http;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * What is answered about the health, without Jersey and without waiting.
 *
 * @param status of HTTP
 * @param json the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HealthAnswer(int status, byte[] json) {

  /** Answers for one receiver. */
  @FunctionalInterface
  public interface Source {

    /** The answer to GET; null where the path is another one. */
    @Nullable HealthAnswer at(String path);
  }

  static Source of(Ingest ingest) {
    HealthResource health = new HealthResource(ingest);
    return path ->
        switch (path) {
          case "/health/live" -> of(health.live());
          case "/health/ready" -> of(health.ready());
          default -> null;
        };
  }

  private static HealthAnswer of(Response answer) {
    return new HealthAnswer(answer.getStatus(), JsonText.of(answer.getEntity()));
  }
}
