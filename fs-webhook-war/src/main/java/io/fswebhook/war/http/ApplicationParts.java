package io.fswebhook.war.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;

/**
 * What the application is made of.
 *
 * @param ingest takes the deliveries
 * @param answers where answers are written once a delivery is stored
 * @param clock tells when a body had been read
 * @param external tells where a request comes from
 * @param limits of what clients may make the receiver hold
 * @param maxBodySize in bytes
 * @param metrics what {@code /metrics} shows
 */
public record ApplicationParts(
    Ingest ingest,
    AnswerThreads answers,
    Clock clock,
    ExternalAddress external,
    ClientLimits limits,
    int maxBodySize,
    PrometheusRegistry metrics) {}
