package io.fswebhook.war.runtime;

import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own metrics, as the library names them; made when they are first asked for, since the
 * JVM's management takes long to load. Not those of allocations: they add a listener to the JVM,
 * which would keep an undeployed receiver in memory.
 */
final class JvmMetrics implements MultiCollector {

  private @Nullable PrometheusRegistry registry;

  @Override
  public synchronized MetricSnapshots collect() {
    PrometheusRegistry made = registry;
    if (made == null) {
      made = made();
      registry = made;
    }
    return made.scrape();
  }

  private static PrometheusRegistry made() {
    PrometheusRegistry made = new PrometheusRegistry();
    JvmBufferPoolMetrics.builder().register(made);
    JvmClassLoadingMetrics.builder().register(made);
    JvmGarbageCollectorMetrics.builder().register(made);
    JvmMemoryMetrics.builder().register(made);
    JvmRuntimeInfoMetric.builder().register(made);
    JvmThreadsMetrics.builder().register(made);
    ProcessMetrics.builder().register(made);
    return made;
  }
}
