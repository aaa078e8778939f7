package io.fswebhook.war.http;

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
    return path ->
        switch (path) {
          case "/health/live" -> of(Health.live());
          case "/health/ready" -> of(Health.ready(ingest));
          default -> null;
        };
  }

  private static HealthAnswer of(Health health) {
    return new HealthAnswer(health.status(), health.json());
  }
}
