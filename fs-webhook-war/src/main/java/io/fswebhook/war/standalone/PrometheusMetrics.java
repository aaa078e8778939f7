package io.fswebhook.war.standalone;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What {@code /metrics} shows, as OpenTelemetry's SDK collects it. */
final class PrometheusMetrics implements MetricProducer {

  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("io.fswebhook");

  private final long startedAt = nanos(Instant.now());
  private volatile @Nullable PrometheusRegistry registry;

  void of(PrometheusRegistry shown) {
    registry = shown;
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    PrometheusRegistry shown = registry;
    if (shown == null) {
      return List.of();
    }
    long now = nanos(Instant.now());
    return shown.scrape().stream()
        .flatMap(metric -> converted(metric, resource, now).stream())
        .toList();
  }

  private Optional<MetricData> converted(MetricSnapshot metric, Resource resource, long now) {
    String name = metric.getMetadata().getPrometheusName();
    String help = Optional.ofNullable(metric.getMetadata().getHelp()).orElse("");
    if (metric instanceof CounterSnapshot counter) {
      List<DoublePointData> points =
          counter.getDataPoints().stream()
              .map(point -> point(point, point.getValue(), now))
              .toList();
      return Optional.of(
          ImmutableMetricData.createDoubleSum(
              resource,
              SCOPE,
              name,
              help,
              "",
              SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points)));
    }
    if (metric instanceof GaugeSnapshot gauge) {
      List<DoublePointData> points =
          gauge.getDataPoints().stream().map(point -> point(point, point.getValue(), now)).toList();
      return Optional.of(
          ImmutableMetricData.createDoubleGauge(
              resource, SCOPE, name, help, "", GaugeData.createDoubleGaugeData(points)));
    }
    if (metric instanceof HistogramSnapshot histogram) {
      List<HistogramPointData> points =
          histogram.getDataPoints().stream().map(point -> histogram(point, now)).toList();
      return Optional.of(
          ImmutableMetricData.createDoubleHistogram(
              resource,
              SCOPE,
              name,
              help,
              "",
              HistogramData.create(AggregationTemporality.CUMULATIVE, points)));
    }
    return Optional.empty();
  }

  private DoublePointData point(DataPointSnapshot point, double value, long now) {
    return DoublePointData.create(startedAt, now, attributes(point.getLabels()), value, List.of());
  }

  private HistogramPointData histogram(HistogramDataPointSnapshot point, long now) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      counts.add(buckets.getCount(i));
      if (buckets.getUpperBound(i) < Double.POSITIVE_INFINITY) {
        bounds.add(buckets.getUpperBound(i));
      }
    }
    return HistogramPointData.create(
        startedAt,
        now,
        attributes(point.getLabels()),
        point.getSum(),
        false,
        0,
        false,
        0,
        bounds,
        counts);
  }

  private static Attributes attributes(Labels labels) {
    AttributesBuilder attributes = Attributes.builder();
    labels.forEach(label -> attributes.put(label.getName(), label.getValue()));
    return attributes.build();
  }

  private static long nanos(Instant time) {
    return TimeUnit.MILLISECONDS.toNanos(time.toEpochMilli());
  }
}
