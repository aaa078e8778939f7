package io.fswebhook.war.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.function.IntSupplier;

/**
 * What the application needs.
 *
 * @param ingest receives the deliveries
 * @param answers writes responses once a delivery is stored
 * @param clock gives the time of receipt
 * @param external resolves client addresses
 * @param tracer makes a span of each request for a delivery
 * @param limits on resources that clients may hold
 * @param maxBodySize in bytes; may change
 * @param metrics what {@code /metrics} exposes
 */
public record ApplicationParts(
    Ingest ingest,
    AnswerThreads answers,
    Clock clock,
    ExternalAddress external,
    RequestTracer tracer,
    ClientLimits limits,
    IntSupplier maxBodySize,
    PrometheusRegistry metrics) {}
