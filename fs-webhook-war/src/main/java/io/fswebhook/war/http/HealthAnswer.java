package io.fswebhook.war.http;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a health check, created without Jersey and without blocking.
 *
 * @param status of HTTP
 * @param json the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HealthAnswer(int status, byte[] json) {

  /** Answers for one receiver. */
  @FunctionalInterface
  public interface Source {

    /** The answer to GET; null for any other path. */
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
