package io.fswebhook.core.parse;

import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MetricAlert.AlertConfig;
import org.jspecify.annotations.Nullable;

final class MetricAlertBinder {

  private MetricAlertBinder() {}

  static MetricAlert bind(int version, Members data) {
    return new MetricAlert(
        version,
        data.text("id"),
        data.text("alertId"),
        data.time("timestamp"),
        data.number("value"),
        notificationUrl(data),
        data.object("alertConfig", MetricAlertBinder::alertConfig),
        data.rest());
  }

  /** Seen written both ways; what is there but does not fit keeps its place. */
  private static @Nullable String notificationUrl(Members data) {
    String url = data.text("notificationUrl");
    if (url != null || data.has("notificationUrl")) {
      return url;
    }
    return data.text("notification_url");
  }

  private static AlertConfig alertConfig(Members config) {
    return new AlertConfig(
        config.text("alertName"),
        config.text("alertDescription"),
        config.text("alertCreator"),
        config.text("alertUrl"),
        config.text("metricName"),
        config.text("metricDescription"),
        config.text("metricCreator"),
        config.text("metricUrl"),
        config.rest());
  }
}
